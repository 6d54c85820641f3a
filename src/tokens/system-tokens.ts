/** Names the WordPress dashboard reserves (wp_dashboard_create_api_token, 11.138). */
const dashboardNames = ['WebPros_Dashboard', 'WP-Dashboard'];

/** Why a token was probably made by the server itself and not by a person; null when it was not. */
export function systemTokenReason(name: string): string | null {
  if (name.startsWith('reverse_trust_')) {
    return 'The server makes tokens named reverse_trust_… for its DNS cluster. Without this one, the other cluster member can no longer send DNS changes here.';
  }
  if (dashboardNames.includes(name)) {
    return 'The server keeps this name for its own WordPress dashboard, which stops working without the token.';
  }
  return null;
}
