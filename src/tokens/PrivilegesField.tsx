import { useCallback, useMemo, useState } from 'react';
import { type UseFormReturn, useController } from 'react-hook-form';
import { canGrant, isRootLevel, type KnownAccount } from '../privileges/account.ts';
import { PrivilegePicker } from '../privileges/PrivilegePicker.tsx';
import { groupsToOffer, type SelectionChange } from '../privileges/selection.ts';
import { type ApiToken, EVERYTHING } from '../whm/model.ts';
import type { FormContext, TokenForm } from './token-form.ts';

type PrivilegesFieldProps = {
  form: UseFormReturn<TokenForm>;
  context: FormContext;
  account: KnownAccount;
  /** Those whose privileges can be copied. */
  tokens: readonly ApiToken[];
  /** What keeps the form from being sent. */
  problem: string | undefined;
};

/** WHM's Privileges: what the account can grant, and what the token has. */
export function PrivilegesField({ form, context, account, tokens, problem }: PrivilegesFieldProps) {
  const privileges = useController({ control: form.control, name: 'privileges' });
  const everything = useController({ control: form.control, name: 'everything' });
  const onToken = context.original?.privileges ?? [];
  // What the form begins with is shown, also where the account's own list does not name it.
  const [groups] = useState(() => groupsToOffer(account, [...onToken, ...privileges.field.value]));
  const [notGrantable] = useState(() => onToken.filter((name) => !canGrant(account, name)));
  const { getValues, setValue } = form;
  const onSelect = useCallback(
    (change: SelectionChange) => setValue('privileges', change(getValues('privileges'))),
    [getValues, setValue],
  );
  const onEverything = useCallback((selected: boolean) => setValue('everything', selected), [setValue]);
  const start = useMemo(
    () => ({
      account,
      tokens: tokens.filter(({ name }) => name !== context.original?.name),
      initial: context.original === null ? ('default' as const) : null,
    }),
    [account, tokens, context.original],
  );
  return (
    <PrivilegePicker
      start={start}
      groups={groups}
      selected={privileges.field.value}
      onSelect={onSelect}
      everythingSelected={everything.field.value}
      onEverything={onEverything}
      everythingOffered={account === null || isRootLevel(account) || onToken.includes(EVERYTHING)}
      notGrantable={notGrantable}
      error={problem}
      focusRef={privileges.field.ref}
    />
  );
}
