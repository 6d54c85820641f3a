import { CopyButton } from '../ui/CopyButton.tsx';
import { Scrollable } from '../ui/Scrollable.tsx';
import { MAX_ADDRESSES } from './allowlist.ts';

/** Every address of a token, to read and to copy. */
export function AllAddresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <>
      <h2 className="mb-2 font-semibold text-sm">
        {addresses.length} of {MAX_ADDRESSES} addresses and ranges
      </h2>
      <Scrollable label="Addresses and ranges" className="mb-2 max-h-48 font-mono text-sm">
        <ul className="grid gap-0.5">
          {addresses.map((address) => (
            <li key={address}>{address}</li>
          ))}
        </ul>
      </Scrollable>
      <CopyButton label="Copy all" text={addresses.join('\n')} />
    </>
  );
}
