import { Check, CircleX, TriangleAlert, X } from 'lucide-react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { KnownAccount } from '../privileges/account.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Field, inputClass } from '../ui/Field.tsx';
import { passFocusTo } from '../ui/focus.ts';
import { AddMyAddress } from './AddMyAddress.tsx';
import {
  type AllowlistEntry,
  addEntry,
  allowlistFrom,
  MAX_ADDRESSES,
  parseAllowlist,
  replaceEntry,
} from './allowlist.ts';
import type { TokenForm } from './token-form.ts';

type AllowlistFieldProps = {
  form: UseFormReturn<TokenForm>;
  account: KnownAccount;
  /** What keeps the form from being sent. */
  problem: string | undefined;
};

/** WHM's IPs box: text to type and paste into, with what was understood right under it. */
export function AllowlistField({ form, account, problem }: AllowlistFieldProps) {
  const text = useWatch({ control: form.control, name: 'addresses' });
  const entries = parseAllowlist(text);
  const setText = (next: string) => form.setValue('addresses', next);
  // Bad entries say so in the list below; only what concerns the whole box is said once more.
  const hasBadEntry = entries.some((entry) => entry.verdict === 'bad');
  return (
    <Field
      label="IPs"
      end={`${allowlistFrom(entries).length} of ${MAX_ADDRESSES}`}
      error={hasBadEntry && problem !== undefined ? 'Correct or remove the entries marked below.' : problem}
      help="Addresses and ranges, with commas, spaces or lines between them. Leave blank to allow any address."
    >
      {(ids) => (
        <>
          <textarea
            {...ids}
            {...form.register('addresses')}
            rows={Math.min(6, Math.max(2, text.split('\n').length))}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            placeholder="203.0.113.24, 10.5.3.0/24, 2001:db8::/48"
            className={classes(inputClass, 'block h-auto! resize-y py-1.5 font-mono text-sm')}
          />
          {entries.length > 0 && (
            <ul
              aria-label="Addresses understood"
              className="mt-1.5 max-h-52 overflow-auto rounded-control border border-line"
            >
              {entries.map((entry) => (
                <Entry
                  key={entry.start}
                  entry={entry}
                  onReplace={(by) => {
                    setText(replaceEntry(text, entry, by));
                    // What was pressed goes with the entry, or with what was wrong with it.
                    passFocusTo(() => document.getElementById(ids.id));
                  }}
                />
              ))}
            </ul>
          )}
          <div className="mt-1.5 empty:hidden">
            <AddMyAddress account={account} onAdd={(address) => setText(addEntry(text, address))} />
          </div>
        </>
      )}
    </Field>
  );
}

const looks = {
  good: { icon: Check, ground: '', mark: 'text-done-ink' },
  duplicate: { icon: Check, ground: '', mark: 'text-muted' },
  doubtful: { icon: TriangleAlert, ground: 'bg-expiring', mark: 'text-expiring-edge' },
  bad: { icon: CircleX, ground: 'bg-expired', mark: 'text-expired-edge' },
};

function Entry({ entry, onReplace }: { entry: AllowlistEntry; onReplace: (by: string) => void }) {
  const { icon: Icon, ground, mark } = looks[entry.verdict];
  const aligned = entry.verdict === 'doubtful' ? entry.aligned : null;
  return (
    <li className={classes('border-line border-b px-2.5 py-0.5 last:border-b-0', ground)}>
      <div className="flex min-h-6 items-center gap-2">
        <Icon size={14} className={mark} />
        <span className="min-w-0 flex-1 font-mono text-sm [overflow-wrap:anywhere]">{entry.text}</span>
        <IconButton
          label={`Remove ${entry.text}`}
          icon={X}
          small
          className="-mr-1.5"
          onClick={() => onReplace('')}
        />
      </div>
      {entry.verdict !== 'good' && (
        <div
          className={classes(
            'flex flex-wrap items-center gap-x-2 gap-y-1 pb-1 pl-5.5 text-sm',
            entry.verdict === 'bad' && 'text-expired-ink',
            entry.verdict === 'doubtful' && 'text-expiring-ink',
            entry.verdict === 'duplicate' && 'text-muted',
          )}
        >
          <span className="min-w-0 flex-1">{entry.remark}</span>
          {aligned !== null && (
            <Button size="sm" className="text-ink" onClick={() => onReplace(aligned)}>
              Write {aligned}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
