/** Why tokens cannot be changed, or made, now; undefined: they can. */
export function whyUnavailable(now: { stale: boolean; accountPending: boolean; denied: boolean }) {
  const writes = now.stale
    ? 'The list could not be refreshed: changes are off until the server answers.'
    : now.accountPending
      ? 'Your privileges are still being read.'
      : undefined;
  const generate = now.denied ? 'Your account does not have the privilege Manage API Tokens.' : writes;
  return { writes, generate };
}
