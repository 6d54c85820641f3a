import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FilledNotice } from '../lifecycle/FilledNotice.tsx';
import { FormLink } from '../lifecycle/FormLink.tsx';
import type { FilledBy } from '../lifecycle/lifecycle-dialog.ts';
import type { KnownAccount } from '../privileges/account.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { Written } from '../whm/client.ts';
import type { ApiToken, CreatedToken, TokenSettings } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { Sentence } from './Sentence.tsx';
import { useServer } from './server.tsx';
import { TokenFormDialog } from './TokenFormDialog.tsx';
import { type FormContext, formForNewToken, type TokenForm } from './token-form.ts';
import { sentenceParts } from './token-sentence.ts';
import { createTokenOptions, revokeTokenOptions } from './token-writes.ts';
import { WriteProblem } from './WriteProblem.tsx';

type CreateTokenDialogProps = {
  account: KnownAccount;
  context: FormContext;
  tokens: readonly ApiToken[];
  /** Settings to begin with, in place of WHM's defaults. */
  start: TokenForm | null;
  /** Where those come from, when it is a link or another token. */
  filled: FilledBy | null;
  onCreated: (created: Written<CreatedToken>, asked: TokenSettings) => void;
  onClose: () => void;
};

export function CreateTokenDialog({
  account,
  context,
  tokens,
  start,
  filled,
  onCreated,
  onClose,
}: CreateTokenDialogProps) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { zone, clock } = useServer();
  const [lostTries] = useState(() => new Map<string, number>());
  const create = useMutation(createTokenOptions(client, queryClient, { clock, lostTries }));
  const again = useMutation(revokeTokenOptions(client, queryClient));
  const [from] = useState(filled);
  const [form] = useState(() => start ?? formForNewToken(account, context));
  const lost = create.data?.kind === 'secret-lost' ? create.data.token : null;
  // What took the name was perhaps a try of this very form.
  const others = context.names.filter((name) => name !== lost?.name && !lostTries.has(name));

  const submit = (settings: TokenSettings) => {
    // The second click of a double click comes before the first one is drawn as busy.
    if (queryClient.isMutating() > 0) return;
    create.mutate(settings, {
      onSuccess: (result) => {
        if (result.kind === 'secret-lost') return;
        onCreated(result.created, settings);
        // The dialog that shows the secret owns it from here on.
        create.reset();
      },
    });
  };
  const revokeAndGenerateAgain = (settings: TokenSettings | undefined) => {
    if (lost === null || settings === undefined || queryClient.isMutating() > 0) return;
    again.mutate(lost.name, { onSuccess: () => submit(settings) });
  };
  return (
    <TokenFormDialog
      title="Generate API Token"
      submitLabel="Generate"
      start={form}
      context={{ ...context, names: others }}
      account={account}
      tokens={tokens}
      busy={create.isPending || again.isPending}
      onSubmit={submit}
      onClose={onClose}
      nameHelp="Letters, numbers, dashes and underscores."
      // What Edit could not save any more is nowhere but here.
      unsaved={start !== null && filled === null}
      notice={() =>
        lost !== null ? (
          <Notice
            tone="red"
            role="alert"
            action={
              <Button
                size="sm"
                busy={again.isPending || create.isPending}
                onClick={() => revokeAndGenerateAgain(create.variables)}
              >
                Revoke it and generate again
              </Button>
            }
          >
            <b>
              <span className="font-mono">{lost.name}</span> was created, but its secret was lost on the way.
            </b>{' '}
            WHM cannot show it again, so nobody can use this token. Revoke it and generate it again with the
            same settings.
            {again.error && <WriteProblem error={again.error} refusedTitle="It was not revoked." />}
          </Notice>
        ) : (
          (create.error || from) && (
            <div className="flex flex-col gap-2">
              {create.error && (
                <WriteProblem error={create.error} refusedTitle="The token was not created." />
              )}
              {from && <FilledNotice filled={from} />}
            </div>
          )
        )
      }
      extra={(values) => <FormLink form={values} />}
      summary={(_, readable) => (
        <>
          {readable.name === '' ? 'This token' : <b className="font-mono">{readable.name}</b>}{' '}
          <Sentence parts={sentenceParts(readable, zone)} />
        </>
      )}
    />
  );
}
