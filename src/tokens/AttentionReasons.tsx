import type { ApiToken } from '../whm/model.ts';
import { type Reason, reasonWords } from './attention.ts';
import { whyItMatters } from './attention-why.ts';

export function AttentionReasons({ token, reasons }: { token: ApiToken; reasons: readonly Reason[] }) {
  return (
    <>
      <h2 className="mb-1 font-semibold">Needs attention</h2>
      <dl>
        {reasons.map((reason) => (
          <div key={reason} className="mt-1.5">
            <dt className="font-medium">{reasonWords[reason]}</dt>
            <dd className="text-muted">{whyItMatters(reason, token)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
