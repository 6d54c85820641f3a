import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { EVERYTHING } from '../whm/model.ts';
import { isHighRisk } from './known.ts';

/** What a token may do, at a glance: *Everything*, or how many privileges and how many of high risk. */
export function PrivilegeSummary({ names, words }: { names: readonly string[]; words?: boolean }) {
  if (names.includes(EVERYTHING)) {
    return (
      <Badge tone="risk" icon={ShieldAlert}>
        Everything
      </Badge>
    );
  }
  const risky = names.filter(isHighRisk).length;
  if (names.length <= 2 && !words) {
    return (
      <span className="flex min-w-0 flex-col items-start">
        {names.map((name) => (
          <span key={name} title={name} className="count max-w-full truncate font-mono text-xs">
            {isHighRisk(name) && (
              <ShieldAlert size={12} className="mr-1 text-risk-ink" aria-label="High risk:" />
            )}
            {name}
          </span>
        ))}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <span className="count min-w-4.5 text-right tabular-nums max-sm:min-w-0">
        {names.length}
        {words && (names.length === 1 ? ' privilege' : ' privileges')}
      </span>
      {risky > 0 && (
        <RiskMark>
          {risky} <span className="sm:max-lg:sr-only">high-risk</span>
        </RiskMark>
      )}
    </span>
  );
}

export function RiskMark({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center gap-1 whitespace-nowrap font-medium text-risk-ink text-sm">
      <ShieldAlert size={14} />
      {children}
    </span>
  );
}
