import { Download } from 'lucide-react';
import { useServer } from '../tokens/server.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ApiToken } from '../whm/model.ts';
import { exportItems } from './export-items.ts';

type ExportMenuProps = {
  tokens: readonly ApiToken[];
  now: Date;
  className?: string;
};

/** Hands these tokens to the browser as a file. */
export function ExportMenu({ tokens, now, className = '' }: ExportMenuProps) {
  const { name: serverName, user, zone } = useServer();
  return (
    <Menu
      label="Export"
      icon={Download}
      labelled
      className={className}
      items={exportItems(tokens, { serverName, user, zone, now })}
    />
  );
}
