import type { ApiToken } from '../whm/model.ts';
import type { NotHonoured } from './form-link.ts';

/** Somebody else's or another token's settings that *Generate API Token* begins with, and what was left out of them. */
export type FilledBy =
  | { kind: 'token'; name: string; notHonoured: readonly NotHonoured[] }
  | { kind: 'link'; asksFor: readonly string[]; notHonoured: readonly NotHonoured[] }
  | { kind: 'unreadable-link'; why: string };

/** Dialogs of a token's life beyond WHM's screen, with what each is about. */
export type LifecycleDialogState =
  | { kind: 'rotate'; token: ApiToken }
  /** Step two of a rotation; `now`: it was asked for at once, not after the secret was saved. */
  | { kind: 'end-old'; old: ApiToken; successor: ApiToken; now: boolean }
  | { kind: 'name-problem'; successor: ApiToken; oldName: string; problem: NameProblem }
  | { kind: 'renew'; token: ApiToken }
  /** *Generate API Token*, filled from a token. */
  | { kind: 'clone'; token: ApiToken }
  /** *Generate API Token*, filled by the fragment of an address. */
  | { kind: 'link'; fragment: string };

/** Why the new token of a rotation did not get the old one's name. */
export type NameProblem =
  | { kind: 'failed'; error: Error }
  | { kind: 'old-still-there' | 'gone' }
  | { kind: 'changed-elsewhere'; theirs: ApiToken };

/** A revocation that waits to be undone, is being sent, or failed. */
export type Held = {
  token: ApiToken;
  /** The token that replaces it, where it is the old one of a rotation. */
  successor: ApiToken | null;
  phase: 'waiting' | 'sending' | 'failed';
  /** Tells one wait for a token from the one before. */
  turn: number;
};
