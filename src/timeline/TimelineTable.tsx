import { memo } from 'react';
import { monthWords } from './month-words.ts';
import type { Timeline, TimelineMonth } from './timeline.ts';

/** `a, b and 3 more` */
export function namesOf({ first, count }: TimelineMonth): string {
  const names = first.map(({ name }) => name).join(', ');
  return count > first.length ? `${names} and ${count - first.length} more` : names;
}

/** What the picture shows, as it is read out. */
export const TimelineTable = memo(function TimelineTable({ timeline }: { timeline: Timeline }) {
  return (
    <div className="sr-only">
      <table className="w-px table-fixed">
        <caption>Tokens that expire in the next 12 months</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Number of tokens</th>
            <th scope="col">Their names</th>
          </tr>
        </thead>
        <tbody>
          {timeline.months.map((month) => (
            <tr key={month.key}>
              <th scope="row">{monthWords(month.key, 'long')}</th>
              <td>{month.count}</td>
              <td>{namesOf(month)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
