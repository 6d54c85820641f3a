import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Scrollable } from '../ui/Scrollable.tsx';
import { shortAddress } from '../whm/address.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { settingTitles } from './ChangeTable.tsx';
import { useServer } from './server.tsx';
import { longInstant } from './server-time.ts';
import { type Change, changesBetween } from './token-changes.ts';
import { privilegeWords } from './token-sentence.ts';

type ConflictProps = {
  opened: ApiToken;
  theirs: ApiToken;
  /** What was about to be saved. */
  mine: TokenSettings;
  onTakeTheirs: (current: ApiToken) => void;
  onKeepMine: (current: ApiToken) => void;
};

/** Somebody else changed the token: theirs and mine side by side, and the person decides. */
export function Conflict({ opened, theirs, mine, onTakeTheirs, onKeepMine }: ConflictProps) {
  const [byThem, byMe] = [changesBetween(opened, theirs), changesBetween(opened, mine)];
  const settings = (['name', 'expiresAt', 'allowlist', 'privileges'] as const).filter((setting) =>
    [...byThem, ...byMe].some((change) => change.setting === setting),
  );
  const changeOf = (changes: readonly Change[], setting: Change['setting']) =>
    changes.find((change) => change.setting === setting);
  return (
    <Notice tone="amber" role="alert">
      <b>Somebody else changed this token while the form was open.</b> Nothing was saved yet.
      <Scrollable
        label="Their changes and yours"
        className="my-2 max-h-60 rounded-control bg-raised px-3 py-1 max-sm:-ml-6"
      >
        <table className="w-full table-fixed border-separate border-spacing-0 text-left">
          <thead>
            <tr className="text-muted text-sm [&>th]:border-line [&>th]:border-b [&>th]:py-1 [&>th]:pr-3 [&>th]:align-bottom [&>th]:font-normal">
              <th scope="col" className="w-24 max-sm:w-20">
                Setting
              </th>
              <th scope="col" className="max-sm:hidden">
                When you opened it
              </th>
              <th scope="col">On the server now</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {settings.map((setting) => (
              <tr
                key={setting}
                className="[&>*]:border-line [&>*]:py-1.5 [&>*]:pr-3 [&>*]:align-top [&>*]:[overflow-wrap:anywhere] [&:not(:last-child)>*]:border-b"
              >
                <th scope="row" className="font-semibold">
                  {settingTitles[setting]}
                </th>
                <td className="text-muted max-sm:hidden">
                  <Value token={opened} setting={setting} />
                </td>
                <td>
                  <Version token={theirs} setting={setting} change={changeOf(byThem, setting)} />
                </td>
                <td>
                  <Version token={mine} setting={setting} change={changeOf(byMe, setting)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onTakeTheirs(theirs)}>
          Start again from theirs
        </Button>
        <Button size="sm" onClick={() => onKeepMine(theirs)}>
          Keep mine and compare
        </Button>
      </div>
    </Notice>
  );
}

type Side = { token: TokenSettings; setting: Change['setting'] };

/** The setting as one side has it, with what that side did to it. */
function Version({ token, setting, change }: Side & { change: Change | undefined }) {
  if (change === undefined) return <span className="text-muted">As it was</span>;
  return (
    <>
      <b>
        <Value token={token} setting={setting} />
      </b>
      {'added' in change && (
        <ul className="font-mono text-sm">
          {!change.wasUnlimited &&
            change.removed.map((entry) => <li key={entry}>− {shortAddress(entry)}</li>)}
          {!change.unlimited && change.added.map((entry) => <li key={entry}>+ {shortAddress(entry)}</li>)}
        </ul>
      )}
    </>
  );
}

function Value({ token, setting }: Side) {
  const { zone } = useServer();
  switch (setting) {
    case 'name':
      return <span className="font-mono text-sm">{token.name}</span>;
    case 'expiresAt':
      return token.expiresAt === null ? 'Never' : longInstant(token.expiresAt, zone);
    case 'allowlist':
      if (token.allowlist.length === 0) return 'Any';
      return token.allowlist.length > 3
        ? `${token.allowlist.length} addresses and ranges`
        : token.allowlist.map(shortAddress).join(', ');
    case 'privileges':
      return privilegeWords(token.privileges);
  }
}
