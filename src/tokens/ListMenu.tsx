import { RefreshCw, Settings, Trash2 } from 'lucide-react';
import { Menu } from '../ui/Menu.tsx';

export type ListMenuProps = {
  onRefresh: () => void;
  onRevokeAll: () => void;
  /** Why nothing can be revoked now. */
  revokeUnavailable?: string | undefined;
};

/** The gear of WHM's screen. */
export function ListMenu({
  onRefresh,
  onRevokeAll,
  revokeUnavailable,
  className,
}: ListMenuProps & { className: string }) {
  return (
    <Menu
      label="List actions"
      icon={Settings}
      className={className}
      items={[
        { label: 'Refresh List', icon: RefreshCw, onSelect: onRefresh },
        {
          label: 'Revoke All',
          icon: Trash2,
          onSelect: onRevokeAll,
          danger: true,
          unavailable: revokeUnavailable,
        },
      ]}
    />
  );
}
