import { systemTokenReason } from './system-token-reason.ts';

/** What a badge beside a name means: that of the dashboard's own token, or of one that the server made for itself. */
export function BadgeReason({ name, inUse }: { name: string; inUse: boolean }) {
  return inUse
    ? 'This dashboard signs in to the server with this token. Revoke All and other bulk actions leave it out unless it is selected by itself: without it the dashboard could do nothing here.'
    : systemTokenReason(name);
}
