import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { focusOnMount } from '../ui/focus.ts';
import { Notice } from '../ui/Notice.tsx';
import { EVERYTHING } from '../whm/model.ts';
import type { KnownAccount } from './account.ts';
import { everything, privilegeNamed } from './catalogue.ts';
import { type FittedPreset, fitPreset, isSelection, jobPresets, type Preset } from './presets.ts';
import { preselected } from './selection.ts';

export type StartFromProps = {
  account: KnownAccount;
  selected: readonly string[];
  everythingSelected: boolean;
  /** Other tokens, whose privileges can be copied. */
  tokens: readonly { name: string; privileges: readonly string[] }[];
  /** What the form began with: a new token begins with WHM's default. */
  initial: 'default' | null;
  onChoose: (names: readonly string[], everything: boolean) => void;
};

const chip =
  'inline-flex h-(--compact-h) items-center whitespace-nowrap rounded-control border border-line-strong bg-raised px-2.25 font-medium text-sm hover:border-control ' +
  'aria-pressed:border-ink aria-pressed:bg-sunken aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)]';

/** Ready-made selections; one that holds high-risk privileges names them before it ticks them. */
export function StartFrom(props: StartFromProps) {
  const { account, selected, everythingSelected, tokens, initial, onChoose } = props;
  const presets: readonly Preset[] = [
    // What the account has, and it is not known yet: nothing could be ticked.
    ...(account === null ? [] : [{ id: 'default', title: 'WHM’s default', names: preselected(account) }]),
    { id: 'nothing', title: 'Nothing', names: [] },
    ...jobPresets,
  ];
  const [chosen, setChosen] = useState<FittedPreset | null>(() => {
    const preset = presets.find(({ id }) => id === initial);
    return preset && isSelection(preset.names, selected) ? fitPreset(preset, account) : null;
  });
  // There may be thousands of tokens to copy from: they are listed once somebody turns to the list.
  const [listed, setListed] = useState(false);
  const [asking, setAsking] = useState<FittedPreset | null>(null);
  // What raised the question has the focus again when it is answered.
  const asker = useRef<HTMLElement | null>(null);

  const answered = () => {
    setAsking(null);
    asker.current?.focus();
    asker.current = null;
  };
  const apply = (preset: FittedPreset, names = preset.names) => {
    setChosen(preset);
    answered();
    const all = names.includes(EVERYTHING);
    onChoose(all ? selected : names, all);
  };
  const choose = (preset: Preset, by: HTMLElement) => {
    const fitted = fitPreset(preset, account);
    asker.current = by;
    if (fitted.risky.length > 0 || fitted.names.includes(EVERYTHING)) setAsking(fitted);
    else apply(fitted);
  };
  const isAsChosen =
    chosen !== null &&
    (chosen.names.includes(EVERYTHING)
      ? everythingSelected
      : !everythingSelected && isSelection(chosen.names, selected));
  const copied = chosen !== null && !presets.some(({ id }) => id === chosen.id) ? chosen : null;
  return (
    <div>
      <fieldset className="flex flex-wrap items-center gap-1">
        <legend className="float-left mr-1.5 text-muted text-sm">Start from</legend>
        {presets.map((preset) => {
          const isChosen = chosen?.id === preset.id;
          return (
            <button
              key={preset.id}
              type="button"
              aria-pressed={isChosen}
              className={chip}
              onClick={(event) => choose(preset, event.currentTarget)}
            >
              {preset.title}
              {isChosen && !isAsChosen && <span className="font-normal">&nbsp;(changed)</span>}
            </button>
          );
        })}
        {tokens.length > 0 && (
          <label className="inline-flex items-center gap-1.5 text-muted text-sm">
            Copy a token
            <select
              value={copied?.id ?? ''}
              onPointerDown={() => setListed(true)}
              onFocus={() => setListed(true)}
              onChange={(event) => {
                const token = tokens.find(({ name }) => `token ${name}` === event.target.value);
                const copy = token && {
                  id: `token ${token.name}`,
                  title: token.name,
                  names: token.privileges,
                };
                if (copy) choose(copy, event.currentTarget);
              }}
              className={classes(
                chip,
                'max-w-44 truncate text-ink',
                copied !== null && 'border-ink shadow-[inset_0_0_0_1px_var(--ink)]',
              )}
            >
              <option value="">None</option>
              {(listed ? tokens : []).map(({ name }) => (
                <option key={name} value={`token ${name}`}>
                  {name}
                  {copied?.id === `token ${name}` && !isAsChosen && ' (changed)'}
                </option>
              ))}
            </select>
          </label>
        )}
      </fieldset>
      {asking !== null && (
        <Notice tone="orange" className="mt-2" role="group" aria-label={`Start from ${asking.title}`}>
          <RiskyMembers preset={asking} />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button ref={focusOnMount} size="sm" onClick={answered}>
              Leave as it is
            </Button>
            {asking.names.length > asking.risky.length && !asking.names.includes(EVERYTHING) && (
              <Button
                size="sm"
                onClick={() =>
                  apply(
                    asking,
                    asking.names.filter((name) => !asking.risky.includes(name)),
                  )
                }
              >
                Tick only the other {asking.names.length - asking.risky.length}
              </Button>
            )}
            <Button size="sm" onClick={() => apply(asking)}>
              {asking.names.includes(EVERYTHING) ? 'Tick Everything' : `Tick all ${asking.names.length}`}
            </Button>
          </div>
        </Notice>
      )}
      <p role="status" className="text-muted text-sm [&:not(:empty)]:mt-1.5">
        {asking === null && chosen !== null && chosen.dropped.length > 0 && (
          <>
            Left out of {chosen.title}, because your account does not have{' '}
            {chosen.dropped.length === 1 ? 'it' : 'them'}: {titles(chosen.dropped)}.
          </>
        )}
      </p>
    </div>
  );
}

function RiskyMembers({ preset }: { preset: FittedPreset }) {
  if (preset.names.includes(EVERYTHING)) {
    return (
      <>
        <b>{preset.title} has Everything.</b> {everything.riskReason}
      </>
    );
  }
  return (
    <>
      <b>
        {preset.risky.length} of the {preset.names.length} privileges of {preset.title}{' '}
        {preset.risky.length === 1 ? 'is' : 'are'} of high risk:
      </b>
      <ul>
        {preset.risky.map(privilegeNamed).map(({ name, title, riskReason }) => (
          <li key={name}>
            <b>{title}</b> <code className="font-mono text-key">{name}</code> {riskReason}
          </li>
        ))}
      </ul>
    </>
  );
}

function titles(names: readonly string[]): string {
  return names.map((name) => privilegeNamed(name).title).join(', ');
}
