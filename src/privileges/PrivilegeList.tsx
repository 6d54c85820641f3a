import { EVERYTHING } from '../whm/model.ts';
import { everything } from './catalogue.ts';
import { RiskMark } from './PrivilegeSummary.tsx';
import { groupsOf } from './selection.ts';

/** Privileges by group, with titles and names as the server has them. */
export function PrivilegeList({ names }: { names: readonly string[] }) {
  if (names.includes(EVERYTHING)) {
    return (
      <>
        <h2 className="font-semibold">Everything</h2>
        <p className="text-muted">{everything.riskReason}</p>
      </>
    );
  }
  return groupsOf(names).map((group) => (
    <section key={group.id} className="not-first:mt-2">
      <h2 className="font-semibold">{group.title}</h2>
      <ul>
        {group.privileges.map(({ name, title, risk }) => (
          <li key={name} className="flex flex-wrap items-baseline gap-x-2">
            {title}
            {title !== name && <code className="font-mono text-key text-muted">{name}</code>}
            {risk === 'high' && <RiskMark>High risk</RiskMark>}
          </li>
        ))}
      </ul>
    </section>
  ));
}
