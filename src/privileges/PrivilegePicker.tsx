import { Search, ShieldAlert } from 'lucide-react';
import { memo, type Ref, useCallback, useDeferredValue, useId, useRef, useState } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { classes } from '../ui/classes.ts';
import { FieldError } from '../ui/Field.tsx';
import { passFocusTo } from '../ui/focus.ts';
import { Scrollable } from '../ui/Scrollable.tsx';
import { everything, type PrivilegeGroup } from './catalogue.ts';
import { PrivilegeGroupBox } from './PrivilegeGroupBox.tsx';
import { SelectMany } from './SelectMany.tsx';
import { StartFrom, type StartFromProps } from './StartFrom.tsx';
import { findPrivileges, namesIn, type SelectionChange } from './selection.ts';

type PrivilegePickerProps = {
  groups: readonly PrivilegeGroup[];
  selected: readonly string[];
  /** The same function at every drawing: the boxes that did not change are not drawn again. */
  onSelect: (change: SelectionChange) => void;
  everythingSelected: boolean;
  onEverything: (selected: boolean) => void;
  /** Everything is offered only to an account that has it, or on a token that has it already. */
  everythingOffered: boolean;
  /** Ready-made selections. */
  start: Pick<StartFromProps, 'account' | 'tokens' | 'initial'>;
  /** Privileges on the token that the account cannot grant. */
  notGrantable: readonly string[];
  error: string | undefined;
  /** Where the focus goes when the choice is wrong. */
  focusRef: Ref<HTMLInputElement>;
};

/** WHM's privileges by group, with a search; *Everything* stands apart and makes the rest moot. */
export const PrivilegePicker = memo(function PrivilegePicker(props: PrivilegePickerProps) {
  const { groups, selected, everythingSelected, onEverything, everythingOffered, notGrantable } = props;
  const whole = useRef<HTMLFieldSetElement>(null);
  const { onSelect: select } = props;
  const onSelect = useCallback(
    (change: SelectionChange) => {
      select(change);
      // A box that was unticked is gone where only the ticked ones are shown.
      passFocusTo(() => whole.current?.querySelector<HTMLElement>('[type=search]'));
    },
    [select],
  );
  const [search, setSearch] = useState('');
  const [selectedOnly, setSelectedOnly] = useState(false);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(() => new Map());
  // The form is there, and can be typed into, before its longest part.
  const drawn = useDeferredValue(true, false);
  const chosen = new Set(selected);
  const found = findPrivileges(groups, search)
    .map((group) => ({
      ...group,
      privileges: selectedOnly ? group.privileges.filter(({ name }) => chosen.has(name)) : group.privileges,
    }))
    .filter((group) => group.privileges.length > 0);
  const offered = namesIn(groups).length;
  const isNarrowed = search.trim() !== '' || selectedOnly;
  const shown = namesIn(found);
  const errorId = useId();
  const titleId = useId();
  return (
    <fieldset ref={whole} aria-labelledby={titleId} className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex items-baseline justify-between gap-2">
        <span id={titleId} className="font-semibold">
          Privileges
        </span>
        <span className="text-muted text-sm tabular-nums" role="status">
          {everythingSelected ? (
            'Everything'
          ) : (
            <>
              <b className="text-ink">{selected.length}</b> of {offered} selected
            </>
          )}
        </span>
      </div>
      <div id={errorId} className="empty:hidden">
        {props.error !== undefined && <FieldError className="mt-0!">{props.error}</FieldError>}
      </div>
      <StartFrom
        {...props.start}
        selected={selected}
        everythingSelected={everythingSelected}
        onChoose={(names, all) => {
          onSelect(() => names);
          onEverything(all);
        }}
      />
      <div className="flex items-end gap-3">
        <label className="relative block flex-1">
          <span className="mb-1 block text-muted text-sm">Search privileges</span>
          <Search
            size={16}
            className="pointer-events-none absolute bottom-[calc(var(--control-h)/2)] left-2.5 -mb-2 text-muted"
            aria-hidden
          />
          <input
            ref={props.focusRef}
            type="search"
            aria-describedby={errorId}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            // Enter in a search box must not generate a token.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            placeholder="Title, description or key"
            className="h-(--control-h) w-full rounded-control border border-control bg-raised pr-2.5 pl-8 focus-visible:-outline-offset-1 max-sm:text-[1rem] max-sm:placeholder:text-md"
          />
        </label>
        <label className="inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap text-sm">
          <input
            type="checkbox"
            checked={selectedOnly}
            onChange={(event) => setSelectedOnly(event.target.checked)}
          />
          Selected only
        </label>
      </div>
      {shown.length > 0 && (
        <div className="-my-1.5 flex items-center gap-1 text-muted text-sm" inert={everythingSelected}>
          {isNarrowed ? `${shown.length} shown:` : 'Select:'}
          <SelectMany
            of={isNarrowed ? `the ${shown.length} shown` : 'all privileges'}
            names={shown}
            onSelect={onSelect}
          />
        </div>
      )}
      <Scrollable
        label="Privileges by group"
        inert={everythingSelected}
        className={classes(
          'rounded-box border border-line max-sm:overflow-visible sm:h-0 sm:flex-[1_0_9rem]',
          everythingSelected && 'opacity-60',
        )}
      >
        {drawn &&
          found.map((group) => (
            <PrivilegeGroupBox
              key={group.id}
              group={group}
              chosen={chosen}
              notGrantable={notGrantable}
              narrowed={isNarrowed}
              open={isNarrowed || (toggled.get(group.id) ?? isPartly(group, chosen))}
              onToggle={(open) => setToggled(new Map(toggled).set(group.id, open))}
              onSelect={onSelect}
            />
          ))}
        {found.length === 0 && (
          <p className="p-4 text-muted">
            {search.trim() === '' ? 'No privilege is selected.' : `No privilege matches “${search.trim()}”.`}
          </p>
        )}
      </Scrollable>
      {everythingOffered && (
        <label className="grid flex-none grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-2 rounded-box border border-risk-edge p-2.5 sm:mb-4">
          <input
            type="checkbox"
            className="mt-0.5 border-risk-edge!"
            checked={everythingSelected}
            onChange={(event) => onEverything(event.target.checked)}
            aria-describedby="everything-means"
          />
          <span>
            <span className="flex flex-wrap items-center gap-x-2 font-semibold">
              Everything{' '}
              <Badge tone="risk" icon={ShieldAlert}>
                Root access
              </Badge>
            </span>
            <span id="everything-means" className="block text-muted text-sm">
              {everything.riskReason} Replaces the list above.
            </span>
          </span>
          <code className="font-mono text-key text-muted">{everything.name}</code>
        </label>
      )}
    </fieldset>
  );
});

function isPartly(group: PrivilegeGroup, chosen: ReadonlySet<string>): boolean {
  const count = group.privileges.filter(({ name }) => chosen.has(name)).length;
  return count > 0 && count < group.privileges.length;
}
