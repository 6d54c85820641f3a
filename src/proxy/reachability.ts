import { describeNetworkFailure } from './network-failure.ts';
import type { WhmServer } from './whm-server.ts';

const waitMs = 10_000;

/** Why a server cannot be reached, as one sentence; null when it answers. Sends no credential. */
export async function reachabilityOf({ upstream, upstreamUrl, host }: WhmServer): Promise<string | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('it did not answer within 10 seconds')), waitMs);
  timer.unref();
  try {
    const response = await upstream(
      new Request(upstreamUrl, { redirect: 'manual', signal: controller.signal }),
    );
    await response.body?.cancel();
    return null;
  } catch (error) {
    const cause = controller.signal.aborted ? controller.signal.reason : error;
    return `${host} cannot be reached now: ${describeNetworkFailure(cause).replace(/\.$/, '')}.`;
  } finally {
    clearTimeout(timer);
  }
}
