import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { classes } from '../ui/classes.ts';
import { type Privilege, type PrivilegeGroup, warnedPrivileges } from './catalogue.ts';
import { isHighRisk } from './known.ts';
import { RiskMark } from './PrivilegeSummary.tsx';
import { SelectMany } from './SelectMany.tsx';
import { type SelectionChange, withNames } from './selection.ts';

type PrivilegeGroupBoxProps = {
  group: PrivilegeGroup;
  chosen: ReadonlySet<string>;
  notGrantable: readonly string[];
  /** It holds only those that were found. */
  narrowed: boolean;
  open: boolean;
  onToggle: (open: boolean) => void;
  onSelect: (change: SelectionChange) => void;
};

/** One group: a tri-state head, and a box for each privilege, made when it is open. */
export function PrivilegeGroupBox(props: PrivilegeGroupBoxProps) {
  const { group, chosen, notGrantable, narrowed, open, onToggle, onSelect } = props;
  const names = group.privileges.map(({ name }) => name);
  const count = names.filter((name) => chosen.has(name)).length;
  const risky = names.filter(isHighRisk).length;
  const [prefix, title = ''] = group.title.split(': ');
  const shownOf = `the ${names.length} shown of ${title}`;
  return (
    <div className="relative border-line border-b last:border-b-0">
      {/* Beside the summary and not in it: a control inside a control cannot be reached. */}
      <label className="absolute top-1 left-1 z-1 grid h-7 w-8 place-items-center max-sm:h-9">
        <input
          type="checkbox"
          aria-label={narrowed ? `T${shownOf.slice(1)}` : `All of ${title}`}
          checked={count === names.length}
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && count < names.length;
          }}
          onChange={(event) => {
            const wanted = event.target.checked;
            onSelect((selected) => withNames(selected, names, wanted));
          }}
        />
      </label>
      <details open={open}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button, by keyboard too. */}
        <summary
          // What is in it is made together with the opening.
          onClick={(event) => {
            event.preventDefault();
            onToggle(!open);
          }}
          className="flex min-h-9 list-none items-center gap-2 py-1 pr-2.5 max-sm:flex-wrap max-sm:gap-y-0 pl-10 hover:bg-hover focus-visible:-outline-offset-2 max-sm:min-h-11 [&::-webkit-details-marker]:hidden"
        >
          <span className="font-semibold [overflow-wrap:anywhere]">
            <span className="font-normal text-muted max-sm:hidden">{prefix}: </span>
            {title}
          </span>
          {risky > 0 && <RiskMark>{risky} high-risk</RiskMark>}
          <span
            className={classes(
              'ml-auto text-muted text-sm tabular-nums',
              narrowed ? 'text-right' : 'whitespace-nowrap',
            )}
          >
            {count > 0 ? <b className="text-ink">{count}</b> : count} of{' '}
            {narrowed ? `the ${names.length} shown` : names.length}
          </span>
          <ChevronRight
            size={16}
            className={classes('text-muted transition-transform duration-100', open && 'rotate-90')}
            aria-hidden
          />
        </summary>
        {open && (
          <div className="pb-1.5">
            {names.length > 1 && (
              <div className="pl-7 max-sm:pl-1.5">
                <SelectMany of={narrowed ? shownOf : title} names={names} onSelect={onSelect} />
              </div>
            )}
            {group.privileges.map((privilege) => (
              <PrivilegeBox
                key={privilege.name}
                privilege={privilege}
                checked={chosen.has(privilege.name)}
                notGrantable={notGrantable.includes(privilege.name)}
                onSelect={onSelect}
              />
            ))}
          </div>
        )}
      </details>
    </div>
  );
}

type PrivilegeBoxProps = {
  privilege: Privilege;
  checked: boolean;
  notGrantable: boolean;
  onSelect: (change: SelectionChange) => void;
};

const PrivilegeBox = memo(function PrivilegeBox({
  privilege,
  checked,
  notGrantable,
  onSelect,
}: PrivilegeBoxProps) {
  const { name, title, description, risk, riskReason } = privilege;
  // The ones WHM's manual warns about say why at all times; the others once they are ticked.
  const why = riskReason !== null && (checked || warnedPrivileges.includes(name)) ? riskReason : null;
  return (
    <label
      title={description}
      className="grid min-h-7 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2 py-0.5 pr-2.5 pl-8.5 hover:bg-hover max-sm:min-h-9 max-sm:grid-cols-[16px_minmax(0,1fr)] max-sm:pl-3"
    >
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          const wanted = event.target.checked;
          onSelect((selected) => withNames(selected, [name], wanted));
        }}
      />
      <span className="flex flex-wrap items-center gap-x-2">
        {title}
        {risk === 'high' && <RiskMark>High risk</RiskMark>}
      </span>
      <code className="font-mono text-key text-muted max-sm:col-start-2 max-sm:pb-1 max-sm:leading-3.5">
        {title === name ? '' : name}
      </code>
      {why !== null && (
        <span
          className={classes(
            'col-start-2 -col-end-1 pb-0.5 text-sm',
            checked ? 'text-risk-ink' : 'text-muted',
          )}
        >
          {why}
        </span>
      )}
      {notGrantable && (
        <span className="col-start-2 -col-end-1 pb-0.5 text-expiring-ink text-sm">
          Your account does not have this privilege: saving sends it along, and the server may refuse the
          change for it.
        </span>
      )}
    </label>
  );
});
