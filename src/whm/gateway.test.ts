import { describe, expect, it } from 'vitest';
import { readGatewayAbout, readTokenInUse } from './gateway.ts';

const about = {
  simulated: true,
  server: 'whm.example.com',
  user: 'root',
  timeZone: 'America/Chicago',
  insecureTls: false,
  signIn: 'settings',
  servers: [],
};
const baseUrl = 'https://dash.example/';
const answering =
  (text: string, status = 200) =>
  async () =>
    new Response(text, { status });

describe('readGatewayAbout', () => {
  it('asks beside the base URL and gives what the gateway says', async () => {
    const urls: string[] = [];
    const answer = await readGatewayAbout(async (request) => {
      urls.push(`${request.method} ${request.url}`);
      return Response.json({ ...about, more: 1 });
    }, baseUrl);
    expect(answer).toEqual(about);
    expect(urls).toEqual(['GET https://dash.example/gateway/about']);
  });

  it.each([
    [
      'the gateway refuses',
      '{"gateway":{"kind":"refused","reason":"Not same-origin."}}',
      403,
      'refused',
      'Not same-origin.',
    ],
    ['there is no gateway', 'Not Found', 404, 'malformed', 'The server answered with HTTP 404: Not Found'],
    [
      'a field is missing',
      '{"simulated":true}',
      200,
      'malformed',
      'The server’s answer was not understood (HTTP 200): {"simulated":true}',
    ],
    [
      'it comes with the status of a failure',
      JSON.stringify(about),
      500,
      'malformed',
      `The server answered with HTTP 500: ${JSON.stringify(about)}`,
    ],
    [
      'a log-in page comes instead',
      '<form><input type="password"></form>',
      200,
      'signed-out',
      'The server asks to sign in.',
    ],
  ])('fails when %s', async (_, text, status, kind, reason) => {
    await expect(readGatewayAbout(answering(text, status), baseUrl)).rejects.toMatchObject({
      kind,
      reason,
      call: 'gateway/about',
    });
  });
});

describe('readTokenInUse', () => {
  it('asks beside the base URL and gives the name, that there is none, or that it is not known', async () => {
    const urls: string[] = [];
    const telling = (known: boolean, name: string | null) => async (request: Request) => {
      urls.push(`${request.method} ${request.url}`);
      return Response.json({ known, name });
    };
    const dashboard = { known: true, name: 'dashboard' };
    expect(await readTokenInUse(telling(true, 'dashboard'), baseUrl)).toEqual(dashboard);
    expect(await readTokenInUse(telling(true, null), baseUrl)).toEqual({ known: true, name: null });
    expect(await readTokenInUse(telling(false, null), baseUrl)).toEqual({ known: false, name: null });
    expect(urls).toEqual(Array(3).fill('GET https://dash.example/gateway/token-in-use'));
  });

  it('fails when something else answers', async () => {
    await expect(readTokenInUse(answering('{}'), baseUrl)).rejects.toMatchObject({
      kind: 'malformed',
      call: 'gateway/token-in-use',
      details: expect.stringContaining('what GET gateway/token-in-use of this dashboard’s gateway answers'),
    });
  });
});
