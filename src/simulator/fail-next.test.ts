import { describe, expect, it } from 'vitest';
import { faults } from './simulator.ts';
import { askJson, startSimulator } from './test-calls.ts';

describe('failNext', () => {
  it('hits the function named, as often as told, and then no more', async () => {
    const simulator = startSimulator();
    simulator.failNext('myprivs', 'refused', 2);
    const results = [];
    for (const name of ['gethostname', 'myprivs', 'myprivs', 'myprivs']) {
      results.push((await askJson(simulator, name)).metadata.result);
    }
    expect(results).toEqual([1, 0, 0, 1]);
  });

  it('hits any function under *, after the faults meant for that function, in the order given', async () => {
    const simulator = startSimulator();
    simulator.failNext('*', 'access-denied');
    simulator.failNext('myprivs', 'refused');
    simulator.failNext('myprivs', 'disk-full');
    simulator.failNext('myprivs', 'exception', 0);
    const reasons = [];
    for (let count = 0; count < 4; count += 1)
      reasons.push((await askJson(simulator, 'myprivs')).metadata.reason);
    expect(reasons).toEqual([
      expect.stringContaining('told to refuse'),
      expect.stringContaining('No space left'),
      'Access denied',
      'OK',
    ]);
  });

  it('has a line of explanation for every fault', () => {
    for (const text of Object.values(faults)) expect(text).toMatch(/^\S.{15,}[^.]$/);
  });
});
