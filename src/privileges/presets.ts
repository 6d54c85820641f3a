import { canGrant, type KnownAccount } from './account.ts';
import { isHighRisk } from './known.ts';

export type Preset = { id: string; title: string; names: readonly string[] };

/** What to begin with, by the job that the token is for. */
export const jobPresets: readonly Preset[] = [
  {
    id: 'billing',
    title: 'Billing system',
    // What the documentation of WHMCS asks for in its cPanel and WHM server module.
    names: [
      'acct-summary',
      'basic-system-info',
      'basic-whm-functions',
      'cpanel-api',
      'create-acct',
      'create-user-session',
      'kill-acct',
      'list-accts',
      'list-pkgs',
      'passwd',
      'show-bandwidth',
      'suspend-acct',
      'upgrade-account',
    ],
  },
  {
    id: 'monitoring',
    title: 'Read-only monitoring',
    names: [
      'acct-summary',
      'basic-system-info',
      'basic-whm-functions',
      'list-accts',
      'list-pkgs',
      'mysql-info',
      'show-bandwidth',
      'ssl-info',
    ],
  },
  {
    id: 'dns',
    title: 'DNS',
    names: [
      'basic-whm-functions',
      'create-dns',
      'edit-dns',
      'kill-dns',
      'park-dns',
      'manage-dns-records',
      'edit-mx',
    ],
  },
];

/** A preset as this account can use it: `dropped` is what it cannot grant, `risky` what to name first. */
export type FittedPreset = Preset & { dropped: readonly string[]; risky: readonly string[] };

export function fitPreset(preset: Preset, account: KnownAccount): FittedPreset {
  const names = preset.names.filter((name) => canGrant(account, name));
  return {
    ...preset,
    names,
    dropped: preset.names.filter((name) => !names.includes(name)),
    risky: names.filter(isHighRisk),
  };
}

/** Whether exactly these are selected, in whatever order. */
export function isSelection(names: readonly string[], selected: readonly string[]): boolean {
  const wanted = new Set(names);
  return wanted.size === selected.length && selected.every((name) => wanted.has(name));
}
