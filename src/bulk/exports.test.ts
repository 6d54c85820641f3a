import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import {
  type ExportContext,
  expiriesAsCalendar,
  exportFileName,
  tokensAsCsv,
  tokensAsJson,
} from './exports.ts';

const context: ExportContext = {
  serverName: 'whm.example.com',
  user: 'root',
  zone: 'America/Chicago',
  now: new Date('2026-11-22T16:42:07Z'),
};

function token(name: string, more: Partial<ApiToken> = {}): ApiToken {
  return {
    name,
    privileges: ['list-accts'],
    createdAt: new Date('2026-02-20T13:05:18Z'),
    expiresAt: new Date('2027-02-21T05:59:59Z'),
    allowlist: [],
    ...more,
  };
}

/** Names that WHM would not give today, and that must break nothing. */
const hostileNames = [
  "'-x",
  '=cmd|calc',
  'a,b;c:d',
  'say "x"',
  'back\\slash\\n',
  'two\nlines',
  'two\r\nlines',
  'END:VCALENDAR\r\nBEGIN:VEVENT',
  'tab\there',
  'bell\u0007',
  'half \uD83D',
  `${'🔑漢é'.repeat(40)}`,
  '',
  '__proto__',
];

const anyName = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: fc.constantFrom(...`ab=+-@'",;:\\ \t\r\né漢🔑`), maxLength: 90 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const anyInstant = fc
  .integer({ min: Date.UTC(2024, 0) / 1000, max: Date.UTC(2030, 0) / 1000 })
  .map((seconds) => new Date(seconds * 1000));

const anyToken: fc.Arbitrary<ApiToken> = fc.record({
  name: anyName,
  privileges: fc.subarray(['list-accts', 'passwd', 'ssl', 'acme, "third" party'], { minLength: 1 }),
  createdAt: anyInstant,
  expiresAt: fc.option(anyInstant),
  allowlist: fc.subarray(['192.0.2.0/28', '2001:db8::1', '198.51.100.7']),
});

const anyTokens = fc.uniqueArray(anyToken, { selector: ({ name }) => name, maxLength: 12 });

const anyContext: fc.Arbitrary<ExportContext> = fc.record({
  serverName: fc.oneof(fc.constant('whm.example.com'), anyName),
  user: fc.oneof(fc.constant('root'), anyName),
  zone: fc.constantFrom('UTC', 'America/Chicago', 'Europe/Paris', 'Asia/Kathmandu', 'Pacific/Apia'),
  now: anyInstant,
});

/** Half characters have no UTF-8. */
const wellFormed = (name: string) => name.replace(/\p{Cs}/gu, '\uFFFD');

/** And control characters no place in a calendar. */
const printable = (name: string) => wellFormed(name).replace(/[^\P{Cc}\n\t]/gu, '');

describe('tokensAsCsv', () => {
  const read = (tokens: readonly ApiToken[], given = context): string[][] =>
    parseCsv(tokensAsCsv(tokens, given), { bom: true, record_delimiter: '\r\n' });

  it('has a row for each token under headings that name the clocks', () => {
    const tokens = [
      token('dns-acme', {
        privileges: ['list-accts', 'passwd'],
        allowlist: ['192.0.2.53', '2001:0db8:0000::/32'],
      }),
      token('backup', { privileges: ['all'], expiresAt: null }),
    ];
    expect(read(tokens)).toEqual([
      [
        'Name',
        'Created (UTC)',
        'Expires (UTC)',
        'Expires (America/Chicago)',
        'Status',
        'Privileges',
        'High-risk privileges',
        'IPs',
      ],
      [
        'dns-acme',
        '2026-02-20T13:05:18Z',
        '2027-02-21T05:59:59Z',
        '2027-02-20 23:59:59',
        'Active',
        'list-accts, passwd',
        'passwd',
        '192.0.2.53, 2001:db8::/32',
      ],
      ['backup', '2026-02-20T13:05:18Z', '', '', 'Never expires', 'all', 'all', 'Any'],
    ]);
  });

  it('says the time of the server on both sides of a change of its clocks', () => {
    const ends = ['2026-03-08T07:59:59Z', '2026-03-08T08:00:00Z', '2026-03-09T04:59:59Z'];
    const rows = read(ends.map((end) => token(end, { expiresAt: new Date(end) })));
    expect(rows.slice(1).map((row) => row[3])).toEqual([
      '2026-03-08 01:59:59',
      '2026-03-08 03:00:00',
      '2026-03-08 23:59:59',
    ]);
  });

  it('is read back, whatever the names, and starts no formula', () => {
    fc.assert(
      fc.property(anyTokens, anyContext, (tokens, given) => {
        const rows = read(tokens, given).slice(1);
        const unhidden = (cell = '') => cell.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '');
        expect(rows.map(([name]) => unhidden(name))).toEqual(tokens.map(({ name }) => wellFormed(name)));
        expect(rows.map((row) => (row[2] ? Date.parse(row[2]) : null))).toEqual(
          tokens.map(({ expiresAt }) => expiresAt?.getTime() ?? null),
        );
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });
});

describe('tokensAsJson', () => {
  it('says whose tokens of which server, and when', () => {
    expect(JSON.parse(tokensAsJson([token('dns-acme', { expiresAt: null })], context))).toEqual({
      server: 'whm.example.com',
      user: 'root',
      exportedAt: '2026-11-22T16:42:07Z',
      tokens: [
        {
          name: 'dns-acme',
          privileges: ['list-accts'],
          createdAt: '2026-02-20T13:05:18Z',
          expiresAt: null,
          allowlist: [],
        },
      ],
    });
  });

  it('is read back as the same tokens, whatever their names', () => {
    fc.assert(
      fc.property(anyTokens, (tokens) => {
        expect(JSON.parse(tokensAsJson(tokens, context)).tokens).toEqual(
          tokens.map(({ createdAt, expiresAt, ...rest }) => ({
            ...rest,
            createdAt: createdAt.toISOString().replace('.000', ''),
            expiresAt: expiresAt?.toISOString().replace('.000', '') ?? null,
          })),
        );
      }),
    );
  });
});

describe('expiriesAsCalendar', () => {
  const calendar = (tokens: readonly ApiToken[], given = context) => expiriesAsCalendar(tokens, given) ?? '';
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((part) => ({
      event: new ICAL.Event(part),
      triggers: part
        .getAllSubcomponents('valarm')
        .map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
    }));

  it('has the instant of each expiry, with alarms 30 days, 7 days and 1 day before', () => {
    const [found, ...more] = eventsOf(calendar([token('dns-acme')]));
    expect(more).toEqual([]);
    expect(found?.event.startDate.toJSDate()).toEqual(new Date('2027-02-21T05:59:59Z'));
    expect(found?.event.duration.toSeconds()).toBe(0);
    expect(found?.event.summary).toBe('API token dns-acme expires (whm.example.com)');
    expect(found?.event.description).toBe(
      'API token dns-acme of root on whm.example.com expires on Sat 20 Feb 2027, 23:59:59 server time ' +
        '(America/Chicago). WHM does not renew it.',
    );
    expect(found?.triggers).toEqual(['-P30D', '-P7D', '-P1D']);
  });

  it('rings no alarm that is over', () => {
    const inDays = (days: number) => new Date(context.now.getTime() + days * 86_400_000);
    const tokens = [0.5, 1.5, 8, 31].map((days) => token(`in ${days}`, { expiresAt: inDays(days) }));
    expect(eventsOf(calendar(tokens)).map(({ triggers }) => triggers.length)).toEqual([0, 1, 2, 3]);
  });

  it('is none when nothing will expire', () => {
    const expired = token('old', { expiresAt: context.now });
    expect(expiriesAsCalendar([expired, token('root', { expiresAt: null })], context)).toBeNull();
    expect(expiriesAsCalendar([], context)).toBeNull();
    // It would need a year of five digits, which no calendar reads.
    const never = token('never', { expiresAt: new Date(Date.UTC(12_026, 0)) });
    expect(expiriesAsCalendar([never], context)).toBeNull();
  });

  it('keeps the identity of an event when it is made again later, and when the token is renewed', () => {
    const uids = (tokens: readonly ApiToken[], given = context) =>
      eventsOf(calendar(tokens, given)).map(({ event }) => event.uid);
    const later = { ...context, now: new Date('2026-12-01T00:00:00Z'), zone: 'UTC' };
    const renewed = token('dns-acme', { expiresAt: new Date('2028-02-21T05:59:59Z') });
    expect(uids([token('dns-acme')])).toEqual(['root/dns-acme@whm.example.com']);
    expect(uids([renewed], later)).toEqual(uids([token('dns-acme')]));
    const others: readonly Partial<ExportContext>[] = [{ user: 'acme' }, { serverName: 'web02' }];
    for (const other of others)
      expect(uids([renewed], { ...later, ...other })).not.toEqual(uids([renewed], later));
  });

  it('is read back by another program, whatever the names', () => {
    fc.assert(
      fc.property(anyTokens, anyContext, (tokens, given) => {
        const expiring = tokens.filter(({ expiresAt }) => expiresAt !== null && expiresAt > given.now);
        fc.pre(expiring.length > 0);
        const text = calendar(tokens, given);
        const events = eventsOf(text);
        expect(events.map(({ event }) => event.startDate.toJSDate())).toEqual(
          expiring.map(({ expiresAt }) => expiresAt),
        );
        expect(events.map(({ event }) => event.summary)).toEqual(
          expiring.map(({ name }) => `API token ${printable(name)} expires (${printable(given.serverName)})`),
        );
        // Lines end with CR and LF, hold at most 75 octets, and nothing that is not text (RFC 5545 §3.1).
        const lines = text.split('\r\n');
        expect(lines.at(-1)).toBe('');
        for (const line of lines) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[^\P{Cc}\t]|\p{Cs}/u);
        }
      }),
    );
  });

  it('tells tokens apart that have different names', () => {
    fc.assert(
      fc.property(anyTokens, (tokens) => {
        fc.pre(new Set(tokens.map(({ name }) => printable(name))).size === tokens.length);
        fc.pre(tokens.some(({ expiresAt }) => expiresAt !== null && expiresAt > context.now));
        const uids = eventsOf(calendar(tokens)).map(({ event }) => event.uid);
        expect(new Set(uids).size).toBe(uids.length);
      }),
    );
  });
});

describe('every export', () => {
  it('leaves out what an object carries beyond a token, a secret above all', () => {
    const created = { ...token('dns-acme'), secret: 'KXU7VN2Q9WLF4TBR' };
    for (const write of [tokensAsCsv, tokensAsJson, expiriesAsCalendar]) {
      expect(write([created], context)).toContain('dns-acme');
      expect(write([created], context)).not.toContain(created.secret);
    }
  });
});

describe('exportFileName', () => {
  it.each([
    ['whm.example.com', 'api-tokens-whm.example.com-2026-11-22.csv'],
    ['127.0.0.1:4173', 'api-tokens-127.0.0.1-4173-2026-11-22.csv'],
    ['../../etc/passwd', 'api-tokens-etc-passwd-2026-11-22.csv'],
    ['…', 'api-tokens-2026-11-22.csv'],
  ])('names %j', (serverName, fileName) => {
    expect(exportFileName({ ...context, serverName }, 'csv')).toBe(fileName);
  });

  it('has the day of the server', () => {
    const now = new Date('2026-11-22T04:00:00Z');
    expect(exportFileName({ ...context, now }, 'ics')).toBe('api-tokens-whm.example.com-2026-11-21.ics');
  });
});
