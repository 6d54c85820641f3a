/** Names the WordPress dashboard reserves (wp_dashboard_create_api_token, 11.138). */
const dashboardNames = ['WebPros_Dashboard', 'WP-Dashboard'];

/** Whether a token was probably made by the server itself and not by a person. Why: system-token-reason.ts. */
export function isSystemToken(name: string): boolean {
  return name.startsWith('reverse_trust_') || dashboardNames.includes(name);
}
