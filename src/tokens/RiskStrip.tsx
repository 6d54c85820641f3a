import { TriangleAlert } from 'lucide-react';
import type { ReadableSettings } from './token-form.ts';
import { combinedRisk } from './token-risk.ts';

/** The one warning about power without limits, as far as the form can be read. It stops nobody. */
export function RiskStrip({ settings }: { settings: ReadableSettings }) {
  const risk = combinedRisk(settings);
  return (
    <div aria-live="polite" className="flex-none">
      {risk !== null && (
        <p className="flex gap-2 border-risk-line border-t bg-risk px-4 py-2 text-ink text-sm sm:px-5">
          <TriangleAlert size={16} className="mt-px text-risk-edge" />
          <span>
            <b className="text-risk-ink">{risk.title}</b> {risk.advice}
          </span>
        </p>
      )}
    </div>
  );
}
