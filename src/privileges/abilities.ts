import { EVERYTHING } from '../whm/model.ts';
import { isHighRisk } from './known.ts';

/** A part of "can …": what the token is able to do with one kind of thing. */
export type Ability = { text: string; risky: boolean };

export type Abilities = {
  /** In the order of what matters most, at most `MOST`. */
  named: readonly Ability[];
  /** How many privileges are behind none of them. */
  others: number;
  /** How many of those are of high risk. */
  riskyOthers: number;
};

/** More than this is not read. */
const MOST = 4;

/**
 * What each privilege lets one do, in few words: verb, object. Those that share an object are said together
 * ("create and terminate accounts"). What changes most comes first. abilities.test.ts holds the names equal
 * to the catalogue's.
 */
export const abilityOf: Readonly<Record<string, readonly [verb: string, object: string]>> = {
  'create-acct': ['create', 'accounts'],
  'edit-account': ['modify', 'accounts'],
  'upgrade-account': ['upgrade', 'accounts'],
  'suspend-acct': ['suspend', 'accounts'],
  'kill-acct': ['terminate', 'accounts'],
  'rearrange-accts': ['move', 'accounts'],
  passwd: ['set', 'account passwords'],
  'create-user-session': ['log in as', 'users'],
  'manage-api-tokens': ['make', 'API tokens with any privilege'],
  clustering: ['configure', 'the DNS cluster'],
  quota: ['change', 'disk quotas'],
  'limit-bandwidth': ['change', 'bandwidth limits'],
  'demo-setup': ['turn on', 'demo mode'],
  'locale-edit': ['change', 'locales'],
  'create-dns': ['add', 'DNS zones'],
  'edit-dns': ['edit', 'DNS zones'],
  'kill-dns': ['remove', 'DNS zones'],
  'park-dns': ['park', 'DNS zones'],
  'manage-dns-records': ['change', 'DNS records'],
  'edit-mx': ['change', 'MX entries'],
  'add-pkg': ['add and remove', 'packages'],
  'edit-pkg': ['edit', 'packages'],
  'list-pkgs': ['list', 'packages'],
  restart: ['restart', 'services'],
  'file-restore': ['restore', 'files'],
  ssl: ['manage', 'certificates'],
  'ssl-gencrt': ['generate', 'certificates'],
  'ssl-buy': ['buy', 'certificates'],
  'allow-shell': ['create', 'accounts with a shell'],
  'cpanel-api': ['run', 'cPanel functions on accounts'],
  'list-accts': ['list', 'accounts it owns'],
  'acct-summary': ['read', 'account summaries'],
  'show-bandwidth': ['read', 'bandwidth usage'],
  'basic-system-info': ['read', 'system information'],
  'mysql-info': ['read', 'database names'],
  'ssl-info': ['read', 'certificate details'],
  status: ['read', 'the service status'],
  stats: ['read', 'server information'],
  'track-email': ['read', 'mail delivery reports'],
  mailcheck: ['trace', 'mail delivery'],
  'ns-config': ['change', 'nameserver records'],
  news: ['publish', 'news'],
  resftp: ['resynchronize', 'FTP passwords'],
  thirdparty: ['manage', 'third-party services'],
  'digest-auth': ['switch', 'Digest Authentication'],
  'connected-applications': ['connect', 'external applications'],
  'cors-proxy-get': ['send', 'cross-origin requests'],
  'cpanel-integration': ['manage', 'integration links'],
  'generate-email-config': ['make', 'mail client settings'],
  'manage-oidc': ['set up', 'OpenID Connect'],
  'manage-styles': ['choose', 'styles'],
  'public-contact': ['set', 'the public contact'],
  'assign-root-account-enhancements': ['assign', 'account enhancements'],
  viewglobalpackages: ['use', 'root’s packages'],
  'allow-addoncreate': ['allow', 'addon domains in packages'],
  'allow-parkedcreate': ['allow', 'parked domains in packages'],
  'add-pkg-ip': ['allow', 'dedicated IP addresses in packages'],
  'add-pkg-shell': ['allow', 'shell access in packages'],
  'allow-unlimited-pkgs': ['allow', 'unlimited features in packages'],
  'allow-emaillimits-pkgs': ['allow', 'email limits in packages'],
  'allow-unlimited-disk-pkgs': ['allow', 'unlimited disk space in packages'],
  'allow-unlimited-bw-pkgs': ['allow', 'unlimited bandwidth in packages'],
  'basic-whm-functions': ['use', 'WHM’s basic functions'],
};

/** What privileges let a token do; nothing for *Everything*, which has a sentence of its own. */
export function abilitiesOf(names: readonly string[]): Abilities {
  const held = new Set(names);
  const phrases = new Map<string, { verbs: string[]; names: string[] }>();
  for (const [name, [verb, object]] of Object.entries(abilityOf)) {
    if (!held.has(name)) continue;
    const phrase = phrases.get(object) ?? { verbs: [], names: [] };
    phrases.set(object, { verbs: [...phrase.verbs, verb], names: [...phrase.names, name] });
  }
  for (const name of held) {
    if (Object.hasOwn(abilityOf, name) || name === EVERYTHING) continue;
    // Third-party, or newer than the catalogue.
    phrases.set(name, { verbs: ['use'], names: [name] });
  }
  const all = [...phrases].map(([object, phrase]) => ({
    text: `${joined(phrase.verbs)} ${object}`,
    risky: phrase.names.some(isHighRisk),
    names: phrase.names,
  }));
  // High-risk ones first take what room there is, in the place they have.
  const risky = all.filter((ability) => ability.risky).slice(0, MOST);
  const plain = all.filter((ability) => !ability.risky).slice(0, MOST - risky.length);
  const named = all.filter((ability) => risky.includes(ability) || plain.includes(ability));
  const covered = new Set(named.flatMap((ability) => ability.names));
  const others = [...held].filter((name) => name !== EVERYTHING && !covered.has(name));
  return {
    named: named.map(({ text, risky }) => ({ text, risky })),
    others: others.length,
    riskyOthers: others.filter(isHighRisk).length,
  };
}

export function countOf(privileges: number): string {
  return `${privileges} ${privileges === 1 ? 'privilege' : 'privileges'}`;
}

/** `a`, `a and b`, `a, b and c`. */
function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
