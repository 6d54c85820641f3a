/*
 * All that the first screen does without and that may be needed next, in one chunk: fetched when the page is idle,
 * so that neither a click nor a row waits for it. In chunks of their own these would be larger, not sooner.
 */
export { BulkBar } from '../bulk/BulkBar.tsx';
export { ExportMenu } from '../bulk/ExportMenu.tsx';
export { SelectAll } from '../bulk/SelectAll.tsx';
export { HoldNotices } from '../lifecycle/HoldNotices.tsx';
export { LinkOpener } from '../lifecycle/LinkOpener.tsx';
export { findPairs, pairedRows, pairOf } from '../lifecycle/pair-rows.ts';
export { RowPart } from '../lifecycle/row-parts.tsx';
export { Timeline } from '../timeline/Timeline.tsx';
export { ListMenu } from './ListMenu.tsx';
export { TokenDialogs } from './TokenDialogs.tsx';
