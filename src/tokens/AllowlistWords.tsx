import { Scrollable } from '../ui/Scrollable.tsx';
import { shortAddress } from '../whm/address.ts';

/** The addresses a token works from, in short form; up to a hundred, so they scroll. */
export function AllowlistWords({ allowlist }: { allowlist: readonly string[] }) {
  if (allowlist.length === 0) return 'Any';
  return (
    <Scrollable label="IPs" className="max-h-24 font-mono text-sm leading-5 [overflow-wrap:anywhere]">
      {allowlist.map(shortAddress).join(', ')}
    </Scrollable>
  );
}
