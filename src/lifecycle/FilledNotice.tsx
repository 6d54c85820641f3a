import { Notice } from '../ui/Notice.tsx';
import type { FilledBy } from './lifecycle-dialog.ts';
import { privilegeTitle } from './privilege-title.ts';

/** Says where what stands in *Generate API Token* comes from, what is asked for on top of it, and what was left out. */
export function FilledNotice({ filled }: { filled: FilledBy }) {
  if (filled.kind === 'unreadable-link') {
    return (
      <Notice tone="amber">
        <b>A link meant to fill this form, and could not.</b> {filled.why} The form is as it always begins.
      </Notice>
    );
  }
  const { notHonoured } = filled;
  const left = filled.kind === 'link' ? 'Not as the link asks' : 'Not taken over';
  const asksFor = filled.kind === 'link' ? filled.asksFor : [];
  return (
    <Notice tone={filled.kind === 'link' || notHonoured.length > 0 ? 'amber' : 'plain'}>
      {filled.kind === 'link' ? (
        <p>
          <b>A link filled this form.</b> Whoever made the link chose what stands here. Nothing is made before
          you press Generate.
        </p>
      ) : (
        <p>
          <b>
            Filled from <span className="font-mono text-sm">{filled.name}</span>.
          </b>{' '}
          The new token gets a secret of its own, and nothing changes in the other one.
        </p>
      )}
      {asksFor.length > 0 && (
        <p className="mt-1">
          <b>The link asks for {asksFor.map(privilegeTitle).join(', ')}.</b> This is not ticked, because a
          link may not give so much: tick it yourself if you agree.
        </p>
      )}
      {notHonoured.length > 0 && (
        <>
          <p className="mt-1">{left}:</p>
          <ul aria-label={left} className="list-disc pl-4.5">
            {notHonoured.map(({ what, why }) => (
              <li key={`${what} ${why}`}>
                {what}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
