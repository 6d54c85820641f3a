import { parseAddressRange } from './addresses.ts';
import type { ServerCalendar } from './server-time.ts';
import { everything, type SimulatedToken } from './state.ts';

/** Written for reading: privileges and addresses in one string, days counted from today. */
type Sketch = {
  name: string;
  /** Separated by spaces. */
  acls: string;
  created: readonly [daysAgo: number, time: string];
  /** Days until the day it ends with; left out: never. */
  endsIn?: number;
  /** Separated by spaces; left out: any address. */
  from?: string;
};

function drawToken(sketch: Sketch, calendar: ServerCalendar): SimulatedToken {
  const [daysAgo, time] = sketch.created;
  return {
    name: sketch.name,
    acls: sketch.acls.split(' '),
    createTime: calendar.at(-daysAgo, time),
    expiresAt: sketch.endsIn === undefined ? null : calendar.endOfDay(sketch.endsIn),
    whitelistIps: (sketch.from?.split(' ') ?? []).map(
      (address) => parseAddressRange(address)?.text ?? address,
    ),
  };
}

// One privilege list and address list that are as long as they get.
const provisioningAcls =
  'acct-summary basic-whm-functions list-pkgs list-accts show-bandwidth create-acct suspend-acct upgrade-account ' +
  'edit-account limit-bandwidth quota passwd add-pkg edit-pkg viewglobalpackages create-dns edit-dns park-dns edit-mx ' +
  'ssl ssl-gencrt';

const provisioningAddresses = [
  '203.0.113.0/28',
  '2001:db8:4f::/48',
  ...Array.from({ length: 98 }, (_, index) => `198.51.100.${101 + index}`),
].join(' ');

/** Every state that a list of tokens can show. The order is nobody's: WHM does not define one. */
const rootSketches: readonly Sketch[] = [
  {
    name: 'billing-whmcs',
    acls: 'acct-summary basic-whm-functions create-user-session list-pkgs list-accts create-acct kill-acct suspend-acct upgrade-account',
    created: [362, '09:14:22'],
    endsIn: 3,
    from: '203.0.113.24 203.0.113.25 2001:db8:4f::25',
  },
  { name: 'reverse_trust_ns1', acls: 'clustering', created: [1542, '11:36:25'], from: '198.51.100.53' },
  { name: 'backup-runner', acls: everything, created: [1043, '09:14:22'] },
  {
    name: 'dns-acme',
    acls: 'manage-dns-records create-dns edit-dns',
    created: [275, '07:05:18'],
    endsIn: 90,
    from: '192.0.2.53 2001:db8:53::53 2001:db8:53:1::/64',
  },
  { name: 'migrate-q4', acls: everything, created: [15, '08:15:30'], endsIn: -1 },
  { name: 'whm-dashboard', acls: everything, created: [145, '12:00:41'], endsIn: 220 },
  {
    name: 'old token (2019)',
    acls: 'list-accts acct-summary',
    created: [2701, '17:20:09'],
    from: '192.0.2.19',
  },
  {
    name: 'jetbackup-agent',
    acls: everything,
    created: [345, '22:40:03'],
    endsIn: 20,
    from: '10.5.3.0/24',
  },
  { name: 'cloudflare-dns-sync', acls: 'manage-dns-records edit-dns', created: [623, '18:22:37'] },
  {
    name: 'reseller-portal_northwind_provisioning_eu-west_001',
    acls: provisioningAcls,
    created: [192, '10:48:09'],
    endsIn: 173,
    from: provisioningAddresses,
  },
  {
    name: 'legacy-billing',
    acls: 'acct-summary list-pkgs list-accts create-acct kill-acct suspend-acct upgrade-account passwd',
    created: [813, '16:02:44'],
    endsIn: -448,
    from: '198.51.100.12',
  },
  {
    name: 'imunify-hook',
    acls: 'list-accts status software-imunify360 frontpage',
    created: [210, '06:30:55'],
    endsIn: 150,
    from: '2001:db8:360::/48',
  },
  {
    name: 'ci-smoke-tests',
    acls: 'basic-system-info list-accts',
    created: [52, '15:31:12'],
    endsIn: 313,
    from: '192.0.2.0/28 192.0.2.88',
  },
  { name: 'reverse_trust_ns2', acls: 'clustering', created: [1542, '11:39:58'], from: '198.51.100.54' },
  {
    name: 'helpdesk-chat',
    acls: 'acct-summary basic-system-info basic-whm-functions create-user-session list-pkgs mysql-info ssl-info track-email list-accts show-bandwidth passwd mailcheck',
    created: [146, '13:27:51'],
    endsIn: 39,
    from: '198.51.100.64/27',
  },
  {
    name: 'monitor_zabbix',
    acls: 'basic-system-info show-bandwidth status stats',
    created: [1219, '04:50:00'],
    from: '10.5.3.33',
  },
];

const resellerSketches: readonly Sketch[] = [
  {
    name: 'shop-provisioning',
    acls: 'acct-summary list-pkgs list-accts create-acct suspend-acct',
    created: [301, '14:03:17'],
    endsIn: 64,
    from: '203.0.113.80',
  },
  {
    name: 'offboarding',
    acls: 'list-accts suspend-acct kill-acct',
    created: [430, '09:41:50'],
    from: '203.0.113.80 203.0.113.81',
  },
  {
    name: 'jetbackup-restore',
    acls: 'list-accts software-JetBackup5',
    created: [88, '20:12:34'],
    endsIn: 12,
  },
  { name: 'trial-import', acls: 'list-accts create-acct', created: [97, '11:55:02'], endsIn: -7 },
];

/** For root; `whm-dashboard` among them is what the dashboard signs in with. */
export function rootTokens(calendar: ServerCalendar): readonly SimulatedToken[] {
  return rootSketches.map((sketch) => drawToken(sketch, calendar));
}

/** For a reseller who signs in with its password. */
export function resellerOwnTokens(calendar: ServerCalendar): readonly SimulatedToken[] {
  return resellerSketches.map((sketch) => drawToken(sketch, calendar));
}

/** The same, and the token that the dashboard signs in with: all that the reseller has. */
export function resellerTokens(calendar: ServerCalendar, acls: readonly string[]): readonly SimulatedToken[] {
  const dashboard: Sketch = { name: 'whm-dashboard', acls: acls.join(' '), created: [33, '10:07:45'] };
  return [...resellerOwnTokens(calendar), drawToken(dashboard, calendar)];
}
