import { bench, describe } from 'vitest';
import { createSimulator } from '../../src/simulator/simulator.ts';
import { timelineOf } from '../../src/timeline/timeline.ts';
import { countByStatus, judgeTokens, sortByName, tokensInView } from '../../src/tokens/token-filter.ts';
import type { ApiToken } from '../../src/whm/model.ts';
import { tokenListAnswer } from '../../src/whm/wire.ts';

// How the work behind the list grows. Linear, but for sorting (n log n): a row that grows faster is a mistake.

const now = new Date('2026-11-22T18:00:00Z');
const zone = 'America/Chicago';

/** The text that the simulated server sends for so many tokens. */
async function answerOf(tokens: number): Promise<string> {
  const simulator = createSimulator({ tokens, now: () => now.getTime() });
  const { user, secret } = simulator.credential;
  const answer = await simulator.handle(
    new Request(`https://${simulator.hostname}:2087/json-api/api_token_list`, {
      method: 'POST',
      headers: { authorization: `whm ${user}:${secret}` },
      body: new URLSearchParams({ 'api.version': '1' }),
    }),
  );
  return answer.text();
}

const all = { search: '', status: 'all', month: '', sort: 'name', descending: false } as const;

for (const count of [1000, 10_000, 100_000]) {
  const answer = await answerOf(count);
  const parse = () => tokenListAnswer.parse(JSON.parse(answer).data);
  const tokens: readonly ApiToken[] = parse();
  const byName = sortByName(tokens);
  const judged = judgeTokens(byName, now);
  const options = { time: 300, warmupTime: 50 };
  describe(`${tokens.length} tokens`, () => {
    bench('parse', () => void parse(), options);
    bench('sort by name', () => void sortByName(tokens), options);
    bench('judge and count', () => void countByStatus(judgeTokens(byName, now)), options);
    bench('filter', () => void tokensInView(judged, { ...all, search: 'node-1' }, zone), options);
    bench('sort by expiry', () => void tokensInView(judged, { ...all, sort: 'expires' }, zone), options);
    bench('filter by month', () => void tokensInView(judged, { ...all, month: '2027-03' }, zone), options);
    bench('timeline', () => void timelineOf(tokens, now, zone), options);
  });
}
