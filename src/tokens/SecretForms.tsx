import { Copy, Download, Terminal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/clipboard.ts';
import { authorizationHeader, curlCommand, envFile } from './secret-formats.ts';
import { useServer } from './server.tsx';

type SecretFormsProps = {
  name: string;
  secret: string;
  /** The secret left this step in one of these forms. */
  onTaken: () => void;
};

type Told =
  | { kind: 'nothing' }
  | { kind: 'said'; words: string }
  /** A command without a secret, which the browser did not copy. */
  | { kind: 'shown'; command: string };

/** The secret in the forms that programs take. */
export function SecretForms({ name, secret, onTaken }: SecretFormsProps) {
  const { user, name: server } = useServer();
  const to = { user, server };
  const [told, setTold] = useState<Told>({ kind: 'nothing' });
  const copyHeader = async () => {
    const copied = await copyText(authorizationHeader(to, secret));
    if (copied) onTaken();
    setTold({
      kind: 'said',
      words: copied
        ? 'Copied the Authorization header, with the secret in it.'
        : 'This browser did not allow copying. Download the .env file, or copy the secret by hand.',
    });
  };
  const copyCurl = async () => {
    const command = curlCommand(to);
    const copied = await copyText(command);
    setTold(
      copied
        ? {
            kind: 'said',
            words:
              'Copied a curl command without the secret: it asks for it, so that it stays out of the shell history. Copy the secret too.',
          }
        : { kind: 'shown', command },
    );
  };
  const download = () => {
    const url = URL.createObjectURL(new Blob([envFile(to, secret)], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.env`;
    link.click();
    // The browser has taken its copy by then; nothing of ours must keep one.
    setTimeout(() => URL.revokeObjectURL(url), 0);
    onTaken();
    setTold({
      kind: 'said',
      words: `Handed ${name}.env to the browser. Look whether it arrived, and move it where only the service can read it.`,
    });
  };
  return (
    <div>
      <h3 className="mb-1.5 font-medium text-sm">Or take it in the form you need</h3>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={Copy} onClick={copyHeader}>
          Authorization header
        </Button>
        <Button size="sm" icon={Terminal} onClick={copyCurl}>
          curl
        </Button>
        <Button size="sm" icon={Download} onClick={download}>
          .env file
        </Button>
      </div>
      <p role="status" className="text-muted text-sm [&:not(:empty)]:mt-1.5">
        {told.kind === 'said' && told.words}
        {told.kind === 'shown' &&
          'This browser did not allow copying. The command holds no secret: copy it from here.'}
      </p>
      {told.kind === 'shown' && (
        <textarea
          readOnly
          rows={4}
          aria-label="curl command"
          value={told.command}
          onFocus={(event) => event.target.select()}
          className="mt-1.5 w-full rounded-control border border-control bg-surface p-2 font-mono text-sm"
        />
      )}
    </div>
  );
}
