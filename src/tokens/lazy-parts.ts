import { fetchTheRest, laterModule, lazily } from '../ui/lazily.tsx';

// None of these is on the first screen when all is well; all are fetched when the page is idle.
export const later = laterModule(() => import('./later.ts'));
const states = laterModule(() => import('./ListStates.tsx'));
const limits = laterModule(() => import('./AccountLimits.tsx'));
export const Timeline = lazily(later, 'Timeline');
export const TokenDialogs = lazily(later, 'TokenDialogs');
export const ListMenu = lazily(later, 'ListMenu');
export const BulkBar = lazily(later, 'BulkBar');
export const SelectAll = lazily(later, 'SelectAll');
export const ExportMenu = lazily(later, 'ExportMenu');
export const HoldNotices = lazily(later, 'HoldNotices');
export const LinkOpener = lazily(later, 'LinkOpener');
export const AccountProblem = lazily(states, 'AccountProblem');
export const EmptyList = lazily(states, 'EmptyList');
export const FailedList = lazily(states, 'FailedList');
export const HiddenRow = lazily(states, 'HiddenRow');
export const NoMatch = lazily(states, 'NoMatch');
export const ServerWarning = lazily(states, 'ServerWarning');
export const SlowNotice = lazily(states, 'SlowNotice');
export const StaleNotice = lazily(states, 'StaleNotice');
export const StoppedList = lazily(states, 'StoppedList');
export const DeniedList = lazily(limits, 'DeniedList');
export const HiddenList = lazily(limits, 'HiddenList');

/** So that the first click does not wait, nor the news that the server has gone. */
export function loadTheRestWhenIdle() {
  return whenIdle(() => void fetchTheRest());
}

/** Calls it when the page is idle; gives what calls it off. */
export function whenIdle(call: () => void) {
  if (!('requestIdleCallback' in window)) return call();
  const handle = requestIdleCallback(call);
  return () => cancelIdleCallback(handle);
}
