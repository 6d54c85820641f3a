import { useId } from 'react';
import { inputClass } from '../ui/Field.tsx';
import { useServer } from './server.tsx';

/** Which zone a date is meant in, where nobody told the server's: WHM has no call that does. */
export function ZoneChoice({ onChoose }: { onChoose: (zone: string) => void }) {
  const { name, zone, browserZone } = useServer();
  const id = useId();
  const likely = [...new Set([zone, browserZone, 'UTC'])];
  const others = Intl.supportedValuesOf('timeZone').filter((other) => !likely.includes(other));
  return (
    <div className="mt-2">
      <label htmlFor={id} className="mb-1 block font-medium text-ink text-sm">
        Time zone of the server
      </label>
      <select
        id={id}
        value={zone}
        onChange={(event) => onChoose(event.target.value)}
        aria-describedby={`${id}-help`}
        className={inputClass}
      >
        {[...likely, ...others].map((each) => (
          <option key={each} value={each}>
            {each === browserZone ? `${each} (this browser’s)` : each}
          </option>
        ))}
      </select>
      <p id={`${id}-help`} className="mt-1.5">
        WHM does not tell its zone, so this form counts to the end of the day in {zone}. Choose the one that{' '}
        <span className="font-mono">{name}</span> runs in; this browser remembers it for this server.
      </p>
    </div>
  );
}
