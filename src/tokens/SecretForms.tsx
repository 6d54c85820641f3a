import { Copy, Download, Terminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/clipboard.ts';
import { download } from '../ui/download.ts';
import { authorizationHeader, curlCommand, envFile } from './secret-formats.ts';
import { useServer } from './server.tsx';
import { copiesAll, useSecretBox } from './use-secret-box.ts';

type SecretFormsProps = {
  name: string;
  secret: string;
  /** The secret left this step in one of these forms. */
  onTaken: () => void;
};

type Told =
  | { kind: 'nothing' }
  | { kind: 'said'; words: string }
  /** What the browser did not copy. */
  | { kind: 'shown'; form: 'header' | 'curl'; copied: boolean };

const headerCopied = 'Copied the Authorization header, with the secret in it.';
const curlCopied =
  'Copied a curl command without the secret: it asks for it, so that it stays out of the shell history. Copy the secret too.';

/** The secret in the forms that programs take. */
export function SecretForms({ name, secret, onTaken }: SecretFormsProps) {
  const { user, name: server } = useServer();
  const to = { user, server };
  const [told, setTold] = useState<Told>({ kind: 'nothing' });
  const copyHeader = async () => {
    const copied = await copyText(authorizationHeader(to, secret));
    setTold(
      copied ? { kind: 'said', words: headerCopied } : { kind: 'shown', form: 'header', copied: false },
    );
    if (copied) onTaken();
  };
  const copyCurl = async () => {
    const copied = await copyText(curlCommand(to));
    setTold(copied ? { kind: 'said', words: curlCopied } : { kind: 'shown', form: 'curl', copied: false });
  };
  const downloadEnv = () => {
    download(`${name}.env`, envFile(to, secret), 'text/plain');
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
        <Button size="sm" icon={Download} onClick={downloadEnv}>
          .env file
        </Button>
      </div>
      <p role="status" className="text-muted text-sm [&:not(:empty)]:mt-1.5">
        {told.kind === 'said' && told.words}
        {told.kind === 'shown' && shownWords(told)}
      </p>
      {told.kind === 'shown' &&
        (told.form === 'header' ? (
          <CopyBox
            key="header"
            label="Authorization header, with the secret"
            text={authorizationHeader(to, secret)}
            onCopied={() => {
              onTaken();
              setTold({ ...told, copied: true });
            }}
          />
        ) : (
          <CopyBox
            key="curl"
            label="curl command"
            text={curlCommand(to)}
            onCopied={() => setTold({ ...told, copied: true })}
          />
        ))}
    </div>
  );
}

function shownWords({ form, copied }: Extract<Told, { kind: 'shown' }>): string {
  if (copied) return form === 'header' ? headerCopied : curlCopied;
  const what = form === 'header' ? 'The header, with the secret in it,' : 'The command, without the secret,';
  return `This browser did not allow copying. ${what} is selected: press Ctrl+C or ⌘C.`;
}

/** A text that the browser did not copy, selected to be copied by hand. */
function CopyBox({ label, text, onCopied }: { label: string; text: string; onCopied: () => void }) {
  const field = useSecretBox();
  useEffect(() => field.current?.focus(), [field]);
  return (
    <textarea
      ref={field}
      readOnly
      rows={4}
      spellCheck={false}
      translate="no"
      aria-label={label}
      value={text}
      onFocus={(event) => event.target.select()}
      onCopy={(event) => copiesAll(event) && onCopied()}
      className="mt-1.5 w-full rounded-control border border-control bg-surface p-2 font-mono text-sm"
    />
  );
}
