import { isoDay } from './server-time.ts';

/*
 * What a person may type or paste as an expiry date. Everything is read as a day of the server's calendar;
 * expiry-dates.ts knows which instant ends it.
 */

/** `day` is `YYYY-MM-DD` and may not exist, as 2027-02-30; `unclear` says what else it could be. */
export type TypedDay = { kind: 'day'; day: string } | { kind: 'unclear'; readings: readonly string[] };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const iso = (year: string, month: string | number, day: string) =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

/**
 * The day that a text means; null when it is no date. A time of day is left out, because a token ends with
 * the day. Where the text names its own offset (`Z`, `+01:00`), the day is the one at the server then.
 */
export function readDay(text: string, zone: string): TypedDay | null {
  const typed = text.trim();
  const exact = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:Z|[+-]\d{2}:?\d{2})$/i.exec(
    typed,
  );
  if (exact) {
    const instant = new Date(
      typed
        .replace(' ', 'T')
        .replace(' ', '')
        .replace(/([+-]\d{2})(\d{2})$/, '$1:$2'),
    );
    return Number.isNaN(instant.getTime()) ? null : { kind: 'day', day: isoDay(instant, zone) };
  }
  const date = typed.replace(/[T,\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?$/i, '');
  return readNumbers(date) ?? readWords(date);
}

/** `2027-3-1`, `2027/03/01`, `20270301`; WHM's `MM DD YYYY`; `13.1.2027` and `3/14/2027`. */
function readNumbers(date: string): TypedDay | null {
  const yearFirst =
    /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/.exec(date) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(date);
  if (yearFirst) {
    const [, year = '', , month = '', day = ''] = yearFirst;
    return { kind: 'day', day: iso(year, month, day) };
  }
  const [, first = '', mark = '', second = '', year = ''] =
    /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/.exec(date) ?? [];
  if (year === '') return null;
  const [monthFirst, dayFirst] = [iso(year, first, second), iso(year, second, first)];
  // With blanks it is what WHM's own list shows: MM DD YYYY.
  if (mark === ' ' || first === second || Number(second) > 12) return { kind: 'day', day: monthFirst };
  // With dots the day comes first wherever dates are written so.
  if (mark === '.' || Number(first) > 12) return { kind: 'day', day: dayFirst };
  return { kind: 'unclear', readings: [monthFirst, dayFirst] };
}

/** `1 Mar 2027`, `Mon 1 March 2027`, `March 1, 2027`. */
function readWords(date: string): TypedDay | null {
  const words = date
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter(Boolean)
    .filter((word) => !/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/.test(word));
  const month = months.findIndex((name) => words.some((word) => word.startsWith(name))) + 1;
  const [first = '', second = ''] = words.filter((word) => /^\d{1,2}(?:st|nd|rd|th)?$|^\d{4}$/.test(word));
  const year = [first, second].find((word) => /^\d{4}$/.test(word));
  const day = [first, second].find((word) => word !== '' && !/^\d{4}$/.test(word));
  if (words.length !== 3 || month === 0 || year === undefined || day === undefined) return null;
  return { kind: 'day', day: iso(year, month, String(Number.parseInt(day, 10))) };
}
