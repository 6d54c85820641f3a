import { csvFormatRow } from 'd3-dsv';

/**
 * A table as CSV (RFC 4180), the headings as its first row, with the byte order mark that Excel needs to read
 * UTF-8. No cell can start a formula of a spreadsheet: one that begins like it gets an apostrophe in front, so
 * a name such as `-web` reads `'-web`, and a text that begins with an apostrophe and so would look like one gets
 * another (OWASP, *CSV Injection*).
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${csvFormatRow(row.map(safeCell))}\r\n`).join('')}`;
}

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
const formulaStart = /^'*[=+\-@\t\r\n＝＋－＠]/;

function safeCell(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}
