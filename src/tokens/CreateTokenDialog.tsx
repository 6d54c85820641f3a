import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
import { createTokenOptions, revokeToken } from './token-writes.ts';
import { WriteProblem } from './WriteProblem.tsx';

type CreateTokenDialogProps = {
  account: KnownAccount;
  context: FormContext;
  tokens: readonly ApiToken[];
  /** Settings to begin with, in place of WHM's defaults. */
  start: TokenForm | null;
  onCreated: (created: Written<CreatedToken>, asked: TokenSettings) => void;
  onClose: () => void;
};

export function CreateTokenDialog({
  account,
  context,
  tokens,
  start,
  onCreated,
  onClose,
}: CreateTokenDialogProps) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { zone } = useServer();
  const create = useMutation(createTokenOptions(client));
  const again = useMutation({ mutationFn: (name: string) => revokeToken(client, name) });
  const [form] = useState(() => start ?? formForNewToken(account, context));
  const lost = create.data?.kind === 'secret-lost' ? create.data.token : null;

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
      context={context}
      account={account}
      tokens={tokens}
      busy={create.isPending || again.isPending}
      onSubmit={submit}
      onClose={onClose}
      nameHelp="Letters, numbers, dashes and underscores."
      notice={
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
          create.error && <WriteProblem error={create.error} refusedTitle="The token was not created." />
        )
      }
      summary={(settings) => (
        <>
          <b className="font-mono">{settings.name}</b> <Sentence parts={sentenceParts(settings, zone)} />
        </>
      )}
    />
  );
}
