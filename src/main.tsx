import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { aboutOptions, type Connection } from './app/facts-queries.ts';
import { createQueryClient } from './app/query-client.ts';
import { accountOptions, tokenListOptions } from './tokens/token-queries.ts';
import { createWhmClient } from './whm/client.ts';
import './styles.css';

/*
 * The one place that decides how the page reaches WHM: through the gateway that served it, or, in the
 * static demo, the simulated WHM inside the page.
 */
const gateway: Connection = { transport: (request) => fetch(request), baseUrl: `${location.origin}/` };

async function start() {
  const demo = import.meta.env.MODE === 'demo' ? await (await import('./app/demo.tsx')).startDemo() : null;
  const connection = demo?.connection ?? gateway;
  const client = createWhmClient(connection);
  const queryClient = createQueryClient();
  // Asked for before the first render: nothing here waits for anything else.
  void queryClient.prefetchQuery(tokenListOptions(client, Date.now));
  void queryClient.prefetchQuery(accountOptions(client));
  void queryClient.prefetchQuery(aboutOptions(connection));
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id root.');
  createRoot(root).render(
    <App connection={connection} client={client} queryClient={queryClient} bar={demo?.bar(queryClient)} />,
  );
}

void start();
