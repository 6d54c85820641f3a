import { Lock } from 'lucide-react';
import { privilegeNamed } from '../privileges/catalogue.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ServerWords } from '../ui/Notice.tsx';
import { WhmError } from '../whm/errors.ts';
import { Frame } from './PendingList.tsx';
import { useServer } from './server.tsx';

/** The account may not manage tokens at all. */
export function DeniedList({ error, missing }: { error: Error; missing: readonly string[] }) {
  const server = useServer();
  const wanted = ['manage-api-tokens', ...missing.filter((name) => name !== 'manage-api-tokens')];
  return (
    <Frame>
      <Blank
        icon={Lock}
        title="You may not manage API tokens here"
        actions={
          <CopyButton
            label="Copy a request for the owner"
            text={requestFor(server.user, server.name, wanted)}
          />
        }
      >
        <p>
          The account <b className="text-ink">{server.user}</b> does not have the privilege{' '}
          <b className="text-ink">Manage API Tokens</b>. Ask the server’s owner to enable it under{' '}
          <i>Edit Reseller Nameservers and Privileges</i>.
        </p>
        <ServerWords>{error instanceof WhmError ? error.reason : error.message}</ServerWords>
      </Blank>
    </Frame>
  );
}

/** WHM's own rule: without all Initial Privileges the account does not see the table. */
export function HiddenList({ missing, onShow }: { missing: readonly string[]; onShow: () => void }) {
  const server = useServer();
  return (
    <Frame>
      <Blank
        icon={Lock}
        title="WHM hides the API Tokens table from this account"
        actions={
          <>
            <Button onClick={onShow}>Show the tokens anyway</Button>
            <CopyButton
              label="Copy a request for the owner"
              text={requestFor(server.user, server.name, missing)}
            />
          </>
        }
      >
        <p>
          WHM shows it only to accounts that have all Initial Privileges.{' '}
          <b className="text-ink">{server.user}</b> lacks{' '}
          {missing.length === 1 ? 'this one' : `these ${missing.length}`}:
        </p>
        <ul className="text-ink">
          {missing.map(privilegeNamed).map(({ name, title }) => (
            <li key={name}>
              {title} <code className="font-mono text-key text-muted">{name}</code>
            </li>
          ))}
        </ul>
        <p>The API itself allows this account to list its tokens, and Generate Token works.</p>
      </Blank>
    </Frame>
  );
}

function requestFor(user: string, server: string, wanted: readonly string[]): string {
  const names = wanted
    .map(privilegeNamed)
    .map(({ title, name }) => `- ${title} (${name})`)
    .join('\n');
  return `Please enable these privileges for ${user} on ${server}, in WHM under Resellers » Edit Reseller Nameservers and Privileges, so that API tokens can be managed:\n${names}`;
}
