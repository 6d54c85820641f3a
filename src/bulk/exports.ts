import { escape as escapeText, foldLines } from 'ical-generator';
import { isHighRisk } from '../privileges/known.ts';
import { expiryStatus } from '../tokens/expiry.ts';
import { clockTime, isoDay, longInstant } from '../tokens/server-time.ts';
import { shortAddress } from '../whm/address.ts';
import { type ApiToken, EVERYTHING } from '../whm/model.ts';
import { csvText } from './csv.ts';

/*
 * Tokens as files for other programs. Every field is named one by one: what else an object may carry, a secret
 * above all, is in none of them. Addresses stand as on the screen, in the one form of RFC 5952.
 */

export type ExportContext = {
  /** Host name people know the server by. */
  serverName: string;
  user: string;
  /** IANA zone of the server. */
  zone: string;
  now: Date;
};

/** `2027-02-21T05:59:59Z`: WHM counts whole seconds. */
const instant = (date: Date) => date.toISOString().replace(/\.\d+/, '');

const statusWords = { active: 'Active', expiring: 'Expiring', expired: 'Expired', never: 'Never expires' };

/**
 * A row for each token. Instants stand twice: for programs in UTC, for people as the server's clock shows them.
 * Lists are separated by a comma and a space. Where any address may use a token, it says so: an empty cell
 * would read as none.
 */
export function tokensAsCsv(tokens: readonly ApiToken[], { zone, now }: ExportContext): string {
  const headings = [
    'Name',
    'Created (UTC)',
    'Expires (UTC)',
    `Expires (${zone})`,
    'Status',
    'Privileges',
    'High-risk privileges',
    'IPs',
  ];
  const rows = tokens.map(({ name, privileges, createdAt, expiresAt, allowlist }) => [
    name,
    instant(createdAt),
    expiresAt === null ? '' : instant(expiresAt),
    expiresAt === null ? '' : `${isoDay(expiresAt, zone)} ${clockTime(expiresAt, zone)}`,
    statusWords[expiryStatus(expiresAt, now)],
    privileges.join(', '),
    privileges.filter((name) => name === EVERYTHING || isHighRisk(name)).join(', '),
    allowlist.map(shortAddress).join(', ') || 'Any',
  ]);
  return csvText([headings, ...rows]);
}

/** For programs: the words of this dashboard, and everything an update of the token would need. */
export function tokensAsJson(tokens: readonly ApiToken[], context: ExportContext): string {
  const document = {
    server: context.serverName,
    user: context.user,
    exportedAt: instant(context.now),
    tokens: tokens.map(({ name, privileges, createdAt, expiresAt, allowlist }) => ({
      name,
      privileges,
      createdAt: instant(createdAt),
      expiresAt: expiresAt && instant(expiresAt),
      allowlist: allowlist.map(shortAddress),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Whether a calendar has something to say about it; years have four digits there (RFC 5545 §3.3.4). */
export function willExpire({ expiresAt }: ApiToken, now: Date): boolean {
  return expiresAt !== null && expiresAt > now && expiresAt.getUTCFullYear() < 10_000;
}

const DAY_MS = 86_400_000;

/** In days before a token expires. One that is over by now is left out: calendars would ring it at once. */
const alarms = [30, 7, 1];

/**
 * An event for each token that will expire, as iCalendar (RFC 5545). Null when none will: a calendar needs at
 * least one event (§3.6).
 *
 * An event is the instant in UTC and not a day, although WHM's form asks for a day: 23:59:59 at the server is
 * the next morning, or the morning of that day, for people elsewhere, and a rotated token ends at any time.
 * It takes no time and keeps nobody busy.
 */
export function expiriesAsCalendar(tokens: readonly ApiToken[], context: ExportContext): string | null {
  const events = tokens.flatMap((token) => eventLines(token, context));
  if (events.length === 0) return null;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Token Manager for WHM//EN',
    ...events,
    'END:VCALENDAR',
    '',
  ];
  return foldLines(lines.join('\r\n'));
}

function eventLines(token: ApiToken, { serverName, user, zone, now }: ExportContext): readonly string[] {
  const { name, expiresAt } = token;
  if (expiresAt === null || !willExpire(token, now)) return [];
  const which = `API token ${name}`;
  const when = `${longInstant(expiresAt, zone)} server time (${zone})`;
  return [
    'BEGIN:VEVENT',
    // The same in every export, whenever the token expires by then: a calendar replaces what it has by it (§3.8.4.7;
    // of two the later DTSTAMP counts, RFC 5546 §2.1.5), so that a renewed token does not ring on its old date.
    `UID:${[user, name].map(plain).join('/')}@${plain(serverName)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(expiresAt)}`,
    `SUMMARY:${text(`${which} expires (${serverName})`)}`,
    `DESCRIPTION:${text(`${which} of ${user} on ${serverName} expires on ${when}. WHM does not renew it.`)}`,
    'TRANSP:TRANSPARENT',
    ...alarms
      .filter((days) => expiresAt.getTime() - days * DAY_MS > now.getTime())
      .flatMap((days) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `TRIGGER:-P${days}D`,
        `DESCRIPTION:${text(`${which} expires in ${days === 1 ? '1 day' : `${days} days`} (${serverName})`)}`,
        'END:VALARM',
      ]),
    'END:VEVENT',
  ];
}

/** `20270221T055959Z` (§3.3.5, form 2) */
const stamp = (date: Date) => instant(date).replace(/[-:]/g, '');

/** Half characters have no UTF-8, and a calendar holds no control characters but tabs and line ends (§3.1). */
const printable = (value: string) => value.replace(/\p{Cs}/gu, '\uFFFD').replace(/[^\P{Cc}\n\t]/gu, '');

/** A value of the type TEXT (§3.3.11). */
const text = (value: string) => escapeText(printable(value), false);

/** Without a character that would have to be escaped: not all calendars read those of a UID alike. */
const plain = (value: string) => encodeURIComponent(printable(value));

/** `api-tokens-whm.example.com-2026-11-22.csv`, by the server's day; no character that a file system minds. */
export function exportFileName({ serverName, zone, now }: ExportContext, extension: string): string {
  const host = serverName.replace(/[^\w.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  return `${['api-tokens', host, isoDay(now, zone)].filter(Boolean).join('-')}.${extension}`;
}
