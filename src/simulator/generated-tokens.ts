import { parseAddressRange } from './addresses.ts';
import { catalogueAcls } from './privilege-names.ts';
import type { ServerCalendar } from './server-time.ts';
import { everything, type SimulatedToken } from './state.ts';

const roles = ['node', 'backup', 'billing', 'dns', 'monitor', 'deploy', 'mail', 'support'] as const;

/** `count` tokens in every state, always the same for the same day: a fixed seed, no real randomness. */
export function generatedTokens(count: number, calendar: ServerCalendar): readonly SimulatedToken[] {
  const random = createRandom(2087);
  const pick = (below: number) => Math.floor(random() * below);
  const length = Number.isFinite(count) ? Math.max(0, Math.floor(count)) : 0;
  return Array.from({ length }, (_, index) => {
    // Half never end; of the others most end within a year, some soon, some have ended.
    const ends = pick(2) === 0 ? null : calendar.endOfDay(pick(10) < 3 ? pick(30) : pick(720) - 360);
    return {
      name: `${roles[index % roles.length]}-${Math.floor(index / roles.length) + 1}`,
      acls: pick(12) === 0 ? [everything] : pickAcls(pick),
      createTime: calendar.endOfDay(-400 - pick(1000)) - pick(80_000),
      expiresAt: ends,
      whitelistIps: Array.from({ length: pick(3) === 0 ? 0 : pick(4) }, () => pickAddress(pick)),
    };
  });
}

function pickAcls(pick: (below: number) => number): readonly string[] {
  const restricted = catalogueAcls.filter((acl) => acl !== everything);
  const start = pick(restricted.length);
  const size = 1 + pick(12);
  return Array.from(
    { length: size },
    (_, index) => restricted[(start + index) % restricted.length] ?? 'list-accts',
  );
}

function pickAddress(pick: (below: number) => number): string {
  const kinds = [
    () => `10.${pick(256)}.${pick(256)}.${pick(256)}`,
    () => `10.${pick(256)}.${pick(256)}.0/24`,
    () => `2001:db8:${pick(65_536).toString(16)}::${(1 + pick(65_535)).toString(16)}`,
  ];
  const address = kinds[pick(kinds.length)]?.() ?? '10.0.0.1';
  return parseAddressRange(address)?.text ?? address;
}

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, good enough for seeds. 0 up to 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
