import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, CircleX, RefreshCw } from 'lucide-react';
import { useRef, useState } from 'react';
import type { KnownAccount } from '../privileges/account.ts';
import { Button } from '../ui/Button.tsx';
import type { CreatedToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { callerAddressOptions } from './AddMyAddress.tsx';
import { type Verdict, verdictOn } from './secret-test.ts';

const looks = {
  works: { icon: CircleCheck, mark: 'text-done-ink' },
  'as-it-should': { icon: CircleCheck, mark: 'text-done-ink' },
  'as-it-may': { icon: CircleHelp, mark: 'text-muted' },
  refused: { icon: CircleX, mark: 'text-expired-edge' },
  'not-tested': { icon: CircleHelp, mark: 'text-muted' },
};

/**
 * Signs in once with the new secret, by way of the gateway. No query and no mutation: their caches would
 * hold the secret longer than this step lasts.
 */
export function SecretTest({ token, account }: { token: CreatedToken; account: KnownAccount }) {
  const client = useWhmClient();
  const caller = useQuery(callerAddressOptions(client, account)).data ?? null;
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const test = async () => {
    // State would come too late for a double click.
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const answer = await client.testToken(token.secret).then(
      ({ value }) => value,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    setVerdict(verdictOn(answer, token, caller));
    running.current = false;
    setBusy(false);
  };
  const { icon: Icon, mark } = looks[verdict?.outcome ?? 'not-tested'];
  return (
    <section
      aria-label="Test this token"
      className="flex items-start gap-2 rounded-box border border-line-strong px-3 py-2.5 max-sm:flex-wrap"
    >
      <Icon size={16} className={`mt-0.5 ${mark}`} />
      <p
        role="status"
        className="min-w-0 flex-1 text-muted [overflow-wrap:anywhere] max-sm:basis-[calc(100%-2rem)]"
      >
        {verdict === null ? (
          'Not tested yet. A test signs in with it once, from this dashboard, and changes nothing.'
        ) : (
          <>
            <b className="text-ink">{verdict.title}</b> {verdict.detail}
          </>
        )}
      </p>
      <Button size="sm" icon={RefreshCw} busy={busy} onClick={test} className="max-sm:ml-6">
        {verdict === null ? 'Test this token' : 'Test again'}
      </Button>
    </section>
  );
}
