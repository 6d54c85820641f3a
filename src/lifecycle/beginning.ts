import { canGrant, isRootLevel, type KnownAccount } from '../privileges/account.ts';
import { oneYearAhead } from '../tokens/expiry-dates.ts';
import { type FormContext, formFromToken, type TokenForm } from '../tokens/token-form.ts';
import { type ApiToken, EVERYTHING } from '../whm/model.ts';
import { type NotHonoured, readLink } from './form-link.ts';
import type { FilledBy, LifecycleDialogState } from './lifecycle-dialog.ts';
import { privilegeTitle } from './privilege-title.ts';
import { copyName } from './successor-name.ts';

export type Beginning = { start: TokenForm | null; filled: FilledBy | null };

/** What *Generate API Token* begins with; null: as it always does. */
export function beginningOf(
  dialog:
    | { kind: 'create'; start: TokenForm | null }
    | Extract<LifecycleDialogState, { kind: 'clone' | 'link' }>,
  account: KnownAccount,
  context: FormContext,
): Beginning {
  switch (dialog.kind) {
    case 'create':
      return { start: dialog.start, filled: null };
    case 'clone':
      return beginningFromToken(dialog.token, account, context);
    case 'link':
      return beginningFromLink(dialog.fragment, account, context);
  }
}

/** *Generate* filled from a token: all of it that a new token can have, under a name of its own. */
function beginningFromToken(token: ApiToken, account: KnownAccount, context: FormContext): Beginning {
  const notHonoured: NotHonoured[] = [];
  const form = formFromToken(token, context);
  const lacking = token.privileges.filter((name) => !mayGive(account, name));
  if (lacking.length > 0) {
    const titles = lacking.map(privilegeTitle).join(', ');
    notHonoured.push({ what: titles, why: 'Your account does not have it and cannot give it away.' });
  }
  const over = token.expiresAt !== null && token.expiresAt <= context.now;
  if (over) {
    notHonoured.push({
      what: 'The expiration date',
      why: 'It has passed. The form has a year from today instead.',
    });
  }
  return {
    start: {
      ...form,
      name: copyName(token.name, new Set(context.names)),
      date: over ? oneYearAhead(context.now, context.zone) : form.date,
      privileges: form.privileges.filter((name) => !lacking.includes(name)),
      everything: form.everything && !lacking.includes(EVERYTHING),
    },
    filled: { kind: 'token', name: token.name, notHonoured },
  };
}

/** *Generate* filled by a link; as empty as ever when the link cannot be read. */
function beginningFromLink(fragment: string, account: KnownAccount, context: FormContext): Beginning {
  const reading = readLink(fragment, account, context);
  if (reading?.kind === 'filled') {
    const { form, asksFor, notHonoured } = reading;
    return { start: form, filled: { kind: 'link', asksFor, notHonoured } };
  }
  return {
    start: null,
    filled: { kind: 'unreadable-link', why: reading?.why ?? 'It is not a link that this page makes.' },
  };
}

function mayGive(account: KnownAccount, name: string): boolean {
  return name === EVERYTHING ? account === null || isRootLevel(account) : canGrant(account, name);
}
