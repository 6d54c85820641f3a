import { type LogEntry, traceOf, type WriteLog } from './access-log.ts';
import { outcomeOf } from './answer.ts';
import type { Connection } from './connect.ts';
import { throughProxy, type WrongWay } from './forwarded.ts';
import { isGatewayPath } from './gateway.ts';
import { endpointOf, functionOfPath, isForeignHost } from './guard.ts';
import { type Incoming, incomingFrom } from './incoming.ts';
import type { NodeHandler } from './node-adapter.ts';
import { answerText, type Pages } from './static-files.ts';
import type { TrustedProxies } from './trusted-proxies.ts';
import { pagePathOf } from './whm-server.ts';

export type SiteOptions = {
  connection: Connection;
  pages: Pages;
  allowedHosts: readonly string[];
  trustedProxies: TrustedProxies;
  log?: WriteLog | undefined;
};

const wrongWays: Record<WrongWay, string> = {
  'unknown-proxy': 'This request came through a proxy that the settings do not name: set TRUSTED_PROXY',
  'not-through-proxy': 'This server answers to its proxy only',
  'not-https': 'This server is to be asked over https',
  unclear: 'What the proxy says about this request is not clear',
};

/** The page of each server, their gateway, and a sign of life. */
export function createSite({
  connection,
  pages,
  allowedHosts,
  trustedProxies,
  log,
}: SiteOptions): NodeHandler {
  const gateway = connection.gateway(allowedHosts);
  const pagePaths = connection.servers.map((server) => pagePathOf(server, connection.servers));

  async function answerTo(incoming: Incoming): Promise<Response> {
    const { pathname } = new URL(incoming.url);
    if (isGatewayPath(pathname)) return gateway(incoming);
    if (isForeignHost(incoming, allowedHosts))
      return answerText(403, 'This is not the address of this server');
    if (pagePaths.includes(pathname)) return pages(incoming, '/index.html');
    // Only to a path of our own making: an address of the request never becomes a Location.
    const [first = '/'] = pagePaths;
    const target = pathname === '/' ? first : pagePaths.find((path) => path === `${pathname}/`);
    if (target !== undefined) return answerText(302, target, { location: target });
    return pages(incoming, pathname);
  }

  return async (request, caller) => {
    const startMs = performance.now();
    const sent = incomingFrom(request, caller);
    const incoming = throughProxy(sent, trustedProxies);
    // Whoever watches over this process asks for it by any name, and learns nothing else.
    if (new URL(sent.url).pathname === '/healthz') return answerText(200, 'ok');
    if (typeof incoming === 'string') {
      log?.(entryFor(sent, 403, incoming, startMs));
      return answerText(403, wrongWays[incoming]);
    }
    try {
      const response = await answerTo(incoming);
      // RFC 6797: from now on this name is asked for over https only.
      if (incoming.url.startsWith('https:')) {
        response.headers.set('strict-transport-security', 'max-age=31536000');
      }
      log?.(entryFor(incoming, response.status, outcomeOf(response), startMs));
      return response;
    } catch (error) {
      log?.({ ...entryFor(incoming, 500, 'failed', startMs), trace: traceOf(error) });
      return answerText(500, 'The server failed');
    }
  };

  function entryFor(incoming: Incoming, status: number, outcome: string, startMs: number): LogEntry {
    return {
      time: new Date().toISOString(),
      ...whatIsCalled(new URL(incoming.url).pathname),
      status,
      outcome,
      ms: Math.round(performance.now() - startMs),
    };
  }

  /** Words of our own only: a path holds whatever somebody typed into it. */
  function whatIsCalled(pathname: string): Pick<LogEntry, 'server' | 'call'> {
    const at = pagePaths.findIndex((path) => path !== '/' && pathname.startsWith(path));
    const base = pagePaths[at] ?? '/';
    const server = connection.servers[pagePaths.length === 1 ? 0 : at]?.name ?? '-';
    const rest = pathname.slice(base.length - 1);
    if (!isGatewayPath(pathname)) return { server, call: 'page' };
    const endpoint = endpointOf(rest);
    return { server, call: endpoint === 'call' ? (functionOfPath(rest) ?? '-') : endpoint };
  }
}
