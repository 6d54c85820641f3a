import { useTokenInUse } from '../tokens/server.tsx';
import { isSystemToken } from '../tokens/system-tokens.ts';
import { Notice } from '../ui/Notice.tsx';
import type { ApiToken } from '../whm/model.ts';

/** Said of a revocation that takes what acts on many leave out: the dashboard's own token, and the server's. */
export function PickedNotices({ tokens }: { tokens: readonly ApiToken[] }) {
  const tokenInUse = useTokenInUse();
  const system = tokens.filter(({ name }) => isSystemToken(name));
  return (
    <>
      {tokens.some(({ name }) => name === tokenInUse) && (
        <Notice tone="red">
          <b>
            This dashboard signs in with <span className="font-mono text-sm">{tokenInUse}</span>.
          </b>{' '}
          It is revoked last. From then on the dashboard is signed out: it cannot read or change anything here
          until it is given another token.
        </Notice>
      )}
      {system.length > 0 && (
        <Notice tone="amber">
          <b>The server made {system.length === 1 ? 'one' : system.length} of them for itself:</b>{' '}
          <span className="font-mono text-sm">{system.map(({ name }) => name).join(', ')}</span>. Without them
          other members of its DNS cluster, or its WordPress dashboard, are refused.
        </Notice>
      )}
    </>
  );
}
