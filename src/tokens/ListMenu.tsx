import { CalendarX, RefreshCw, Server, Settings, Trash2 } from 'lucide-react';
import { type BulkAct, revokeAll, revokeExpired } from '../bulk/bulk-act.ts';
import { Menu } from '../ui/Menu.tsx';
import type { ApiToken } from '../whm/model.ts';
import { ownTokenUnknown } from './own-token.ts';
import { useTokenInUse } from './server.tsx';

export type ListMenuProps = {
  onRefresh: () => void;
  onAct: (dialog: { kind: 'bulk'; act: BulkAct } | { kind: 'calls' }) => void;
  tokens: readonly ApiToken[];
  now: Date;
  /** Names of those about to be revoked by themselves. */
  held: ReadonlySet<string>;
  /** Why tokens cannot be changed now. */
  unavailable?: string | undefined;
};

/** The gear of WHM's screen. */
export function ListMenu({ onRefresh, onAct, className, ...list }: ListMenuProps & { className: string }) {
  const tokenInUse = useTokenInUse();
  const { unavailable } = list;
  const revoke = (label: string, act: BulkAct, none: string) => ({
    label,
    onSelect: () => onAct({ kind: 'bulk', act }),
    danger: true,
    unavailable:
      unavailable ??
      (tokenInUse === undefined ? ownTokenUnknown : undefined) ??
      (act.tokens.length === 0 ? none : undefined),
  });
  const expired = revokeExpired({ ...list, tokenInUse });
  const keptSome = expired.kind === 'revoke' && expired.kept.length > 0;
  return (
    <Menu
      label="List actions"
      icon={Settings}
      className={className}
      items={[
        { label: 'Refresh List', icon: RefreshCw, onSelect: onRefresh },
        { label: 'Calls of this session', icon: Server, onSelect: () => onAct({ kind: 'calls' }) },
        {
          icon: CalendarX,
          ...revoke(
            'Revoke expired',
            expired,
            keptSome
              ? 'The expired ones are left out of bulk actions: select them one by one.'
              : 'No token has expired.',
          ),
        },
        {
          icon: Trash2,
          ...revoke('Revoke All', revokeAll({ ...list, tokenInUse }), 'There is no token to revoke.'),
        },
      ]}
    />
  );
}
