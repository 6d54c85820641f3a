import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/toasts.tsx';
import { WhmError } from '../whm/errors.ts';
import { signOut } from '../whm/sign-in.ts';
import type { Connection } from './facts-queries.ts';
import { tellOtherTabs } from './session-news.ts';

/** Ends the session at the gateway, then loads the page anew: nothing of the account stays in memory. */
export function SignOut({ connection }: { connection: Connection }) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await signOut(connection);
      tellOtherTabs('signed-out');
      location.reload();
    } catch (error) {
      setBusy(false);
      const detail = error instanceof WhmError ? error.reason : 'The page met a mistake of its own.';
      showToast({ title: 'You are still signed in', detail, tone: 'amber' });
    }
  };
  return (
    <Button
      size="sm"
      icon={LogOut}
      busy={busy}
      title="Sign out"
      className="max-sm:order-4 max-sm:w-(--compact-h) max-sm:px-0 print:hidden"
      onClick={() => void leave()}
    >
      <span className="max-sm:sr-only">Sign out</span>
    </Button>
  );
}
