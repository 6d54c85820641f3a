import { Braces, CalendarClock, Table } from 'lucide-react';
import { download } from '../ui/download.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import { showToast } from '../ui/toasts.tsx';
import type { ApiToken } from '../whm/model.ts';
import {
  type ExportContext,
  expiriesAsCalendar,
  exportFileName,
  tokensAsCsv,
  tokensAsJson,
  willExpire,
} from './exports.ts';

/** What tokens can be exported as, for a menu. A file is made when it is asked for, and not before. */
export function exportItems(tokens: readonly ApiToken[], context: ExportContext) {
  const none = tokens.length === 0 ? 'There is no token to export.' : undefined;
  const count = tokens.length === 1 ? '1 token' : `${tokens.length} tokens`;
  const hand = (extension: string, type: string, text: string, words: string) => {
    const fileName = exportFileName(context, extension);
    download(fileName, text, `${type};charset=utf-8`);
    // Whether the browser keeps it is not known here.
    showToast({ title: words, detail: `${fileName} was handed to your browser.` });
  };
  const csv: MenuItem = {
    label: 'CSV',
    icon: Table,
    unavailable: none,
    onSelect: () => hand('csv', 'text/csv', tokensAsCsv(tokens, context), `Exported ${count} as CSV`),
  };
  const json: MenuItem = {
    label: 'JSON',
    icon: Braces,
    unavailable: none,
    onSelect: () =>
      hand('json', 'application/json', tokensAsJson(tokens, context), `Exported ${count} as JSON`),
  };
  const hasDate = (token: ApiToken) => willExpire(token, context.now);
  const calendar: MenuItem = {
    label: 'Calendar (.ics)',
    icon: CalendarClock,
    unavailable: none ?? (tokens.some(hasDate) ? undefined : 'None of these tokens will expire.'),
    onSelect: () => {
      const dates = tokens.filter(hasDate).length;
      const words = `Exported ${dates} expiry ${dates === 1 ? 'date' : 'dates'} as a calendar`;
      hand('ics', 'text/calendar', expiriesAsCalendar(tokens, context) ?? '', words);
    },
  };
  return [csv, json, calendar];
}
