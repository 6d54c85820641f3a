import { useEffect, useLayoutEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { LifecycleDialogState } from './lifecycle-dialog.ts';

type LinkOpenerProps = {
  /** The form can be opened: everything it needs is known, and no other dialog is in its way. */
  ready: boolean;
  /** Why it cannot be, once that is known. */
  unavailable: string | undefined;
  onOpen: (dialog: LifecycleDialogState) => void;
};

/** Opens the form that the page's address fills, as soon as that is possible; or says why it cannot be. */
export function LinkOpener({ ready, unavailable, onOpen }: LinkOpenerProps) {
  const [link, setLink] = useState(linkInAddress);
  useLayoutEffect(() => {
    const read = () => setLink((before) => linkInAddress() ?? before);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  useEffect(() => {
    if (!ready || link === null) return;
    // Read once: a reload or a bookmark of the page is not the link any more.
    history.replaceState(null, '', location.pathname + location.search);
    setLink(null);
    onOpen({ kind: 'link', fragment: link });
  }, [ready, link, onOpen]);
  if (link === null || unavailable === undefined) return null;
  return (
    <Notice
      tone="amber"
      role="status"
      className="mb-3"
      action={
        <Button size="sm" onClick={() => setLink(null)}>
          Dismiss
        </Button>
      }
    >
      <b>A link asks you to generate a token.</b> {unavailable}
    </Notice>
  );
}

function linkInAddress(): string | null {
  return location.hash.startsWith('#generate=') ? location.hash : null;
}
