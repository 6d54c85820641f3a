import { useId } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import { MAX_ADDRESSES } from './allowlist.ts';

/** Every address of a token, to read and to copy. */
export function AllAddresses({ addresses }: { addresses: readonly string[] }) {
  const headingId = useId();
  return (
    <>
      <h2 id={headingId} className="mb-2 font-semibold text-sm">
        {addresses.length} of {MAX_ADDRESSES} addresses and ranges
      </h2>
      <ul
        aria-labelledby={headingId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        className="mb-2 grid max-h-48 gap-0.5 overflow-auto font-mono text-sm"
      >
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      <CopyButton label="Copy all" text={addresses.join('\n')} />
    </>
  );
}
