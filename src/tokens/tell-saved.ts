import { showToast } from '../ui/toasts.tsx';
import type { Written } from '../whm/client.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { differenceWords } from './difference-words.ts';
import type { Change } from './token-changes.ts';

const titles: Record<Change['setting'], string> = {
  name: 'Name',
  expiresAt: 'Expires',
  allowlist: 'IPs',
  privileges: 'Privileges',
};

/** Says that a change was saved; or, when the server answered with something else than was sent, with what. */
export function tellSaved(
  { value, warnings }: Written<ApiToken>,
  sent: TokenSettings,
  changes: readonly Change[],
  zone: string,
) {
  const differences = differenceWords(sent, value, zone);
  const detail =
    differences === null
      ? `${changes.map(({ setting }) => titles[setting]).join(', ')} changed, and the server confirmed it.`
      : differences;
  showToast({
    title: differences === null ? 'Saved' : 'Saved, but not as sent:',
    subject: value.name,
    detail: [detail, ...warnings].join(' '),
    tone: differences !== null || warnings.length > 0 ? 'amber' : 'done',
  });
}
