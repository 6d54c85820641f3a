import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { takeEarlyAnswer } from './app/early-answers.ts';
import { aboutOptions, type Connection } from './app/facts-queries.ts';
import { createQueryClient } from './app/query-client.ts';
import { accountOptions, tokenListOptions } from './tokens/token-queries.ts';
import { createCallLog } from './whm/call-log.ts';
import { createWhmClient } from './whm/client.ts';
import './styles.css';

const queryClient = createQueryClient();

/*
 * The one place that decides how the page reaches WHM: through the gateway that served it, or, in the
 * static demo, the simulated WHM inside the page.
 */
const gateway: Connection = { transport: sendAsShown, baseUrl: baseOf(location) };

/** With the account that this page shows: another tab may have signed in as somebody else since. */
function sendAsShown(request: Request): Promise<Response> {
  const early = takeEarlyAnswer(request.url);
  if (early) return early;
  const user = queryClient.getQueryData(aboutOptions(gateway).queryKey)?.lastUser;
  if (user != null) request.headers.set('x-whm-user', user);
  return fetch(request);
}

/** With several servers, each has its page at `/s/NAME/`, and its gateway below that. */
function baseOf({ origin, pathname }: Location): string {
  return new URL(/^\/s\/[^/]+\//.exec(pathname)?.[0] ?? '/', origin).href;
}

const LONGEST_FRAME_MS = 100;

async function start() {
  const demo = import.meta.env.MODE === 'demo' ? await (await import('./app/demo.tsx')).startDemo() : null;
  const connection = { ...(demo?.connection ?? gateway), ...createCallLog(Date.now) };
  const client = createWhmClient(connection);
  const facts = [
    queryClient.prefetchQuery(tokenListOptions(client, Date.now)),
    queryClient.prefetchQuery(aboutOptions(connection)),
  ];
  void queryClient.prefetchQuery(accountOptions(client));
  // Asked for early, they are mostly here by now; then the first drawing is the list itself. Until then the frame
  // of index.html stands.
  await Promise.race([Promise.all(facts), new Promise((resolve) => setTimeout(resolve, LONGEST_FRAME_MS))]);
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id root.');
  createRoot(root).render(
    <App connection={connection} client={client} queryClient={queryClient} bar={demo?.bar(queryClient)} />,
  );
}

void start();
