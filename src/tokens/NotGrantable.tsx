import { privilegeNamed } from '../privileges/catalogue.ts';
import { Notice } from '../ui/Notice.tsx';

/** Privileges on a token that the account itself does not have, and what saving does to them. */
export function NotGrantable({ names }: { names: readonly string[] }) {
  const one = names.length === 1;
  return (
    <Notice tone="amber">
      <b>
        Your account does not have {one ? 'a privilege' : `${names.length} privileges`} of this token:{' '}
        {names.map((name) => privilegeNamed(name).title).join(', ')}.
      </b>{' '}
      Saving sends {one ? 'it' : 'them'} along as long as {one ? 'it is' : 'they are'} ticked, so that the
      token keeps {one ? 'it' : 'them'}. The server may refuse the whole change for that: then untick{' '}
      {one ? 'it' : 'them'}. You cannot give {one ? 'it' : 'them'} back.
    </Notice>
  );
}
