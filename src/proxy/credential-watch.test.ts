import { expect, it } from 'vitest';
import { createCredentialWatch, rememberRefusal } from './credential-watch.ts';

const minute = 60_000;

function watchOver(status: number, answer: () => Promise<Response>) {
  let ms = 0;
  let asked = 0;
  const watch = createCredentialWatch(
    async () => new Response('', { status }),
    () => ms,
  );
  return {
    async callAndJudge() {
      await watch.upstream(new Request('https://whm.example.com:2087/json-api/version'));
      return watch.isAccepted(() => {
        asked++;
        return answer();
      });
    },
    asked: () => asked,
    pass: (step: number) => {
      ms += step;
    },
  };
}

const accepted = async () => Response.json({ metadata: { result: 1 } });

it('asks nothing while nothing is refused', async () => {
  const { callAndJudge, asked } = watchOver(200, accepted);
  expect([await callAndJudge(), asked()]).toEqual([true, 0]);
});

it('relies for a minute on what it was told', async () => {
  const { callAndJudge, asked, pass } = watchOver(403, accepted);
  expect([await callAndJudge(), await callAndJudge(), asked()]).toEqual([true, true, 1]);
  pass(minute);
  expect([await callAndJudge(), asked()]).toEqual([true, 2]);
});

it.each([502, 504])('takes no answer (%d) for no refusal', async (status) => {
  const { callAndJudge } = watchOver(403, async () => Response.json({}, { status }));
  expect(await callAndJudge()).toBe(true);
});

it('gives a refusal again for a minute', async () => {
  let ms = 0;
  let asked = 0;
  const upstream = rememberRefusal(
    async () => {
      asked++;
      return new Response('', { status: asked === 1 ? 403 : 200 });
    },
    () => ms,
  );
  const ask = async () => (await upstream(new Request('https://whm.example.com:2087/'))).status;
  expect([await ask(), await ask(), asked]).toEqual([403, 403, 1]);
  ms += minute;
  expect([await ask(), await ask(), asked]).toEqual([200, 200, 3]);
});
