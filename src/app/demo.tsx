import type { QueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { FaultName, ScenarioName, Simulator } from '../simulator/simulator.ts';
import { Button } from '../ui/Button.tsx';
import type { GatewayAbout, TokenInUseAnswer } from '../whm/gateway.ts';
import type { Connection } from './facts-queries.ts';

/**
 * The static demo: the simulated WHM runs in this page, in the place of a gateway and a server. Its state
 * lasts as long as the tab is not loaded again. No request leaves the page.
 */
export async function startDemo(): Promise<{
  connection: Connection;
  bar: (queryClient: QueryClient) => ReactNode;
}> {
  const { createSimulator, faults } = await import('../simulator/simulator.ts');
  const simulator = createSimulator({ latencyMs: 150 });
  return {
    connection: {
      // The page may be served from anywhere; the simulated server only looks at the path.
      baseUrl: `https://${simulator.hostname}/`,
      transport: (request) => answerOf(request, simulator),
    },
    bar: (queryClient) => <DemoBar simulator={simulator} faults={faults} queryClient={queryClient} />,
  };
}

/** As the gateway would answer: its own paths, and every call with the credential. */
async function answerOf(request: Request, simulator: Simulator): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/gateway/about') return Response.json(aboutOf(simulator));
  if (pathname === '/gateway/token-in-use') return Response.json(tokenInUseOf(simulator));
  const { user, secret } = simulator.credential;
  if (pathname !== '/gateway/test-token') return simulator.handle(signedIn(request, user, secret));
  const given = new URLSearchParams(await request.text()).get('token') ?? '';
  const question = new Request(new URL('/json-api/myprivs', request.url), {
    method: 'POST',
    body: new URLSearchParams({ 'api.version': '1' }),
  });
  return simulator.handle(signedIn(question, user, given));
}

function signedIn(request: Request, user: string, secret: string): Request {
  const copy = new Request(request);
  copy.headers.set('Authorization', `whm ${user}:${secret}`);
  return copy;
}

function aboutOf(simulator: Simulator): GatewayAbout {
  const { user } = simulator.credential;
  return {
    simulated: true,
    server: simulator.hostname,
    user,
    timeZone: simulator.timeZone,
    insecureTls: false,
    signIn: 'settings',
    servers: [],
  };
}

function tokenInUseOf(simulator: Simulator): TokenInUseAnswer {
  const tokens = simulator.tokensOf(simulator.credential.user);
  return { known: true, name: tokens.some(({ name }) => name === 'whm-dashboard') ? 'whm-dashboard' : null };
}

const scenarioTitles: Record<ScenarioName, string> = {
  typical: 'A busy server, as root',
  reseller: 'A reseller',
  limited: 'A reseller without all Initial Privileges',
  denied: 'A reseller who may not manage tokens',
  empty: 'A new server without tokens',
};

/** The keys of a record whose type says that it has no others. */
function keysOf<K extends string>(record: Record<K, unknown>): readonly K[] {
  // Object.keys is typed for records that may have more keys than their type says.
  return Object.keys(record) as K[];
}

const selectClass =
  'h-(--compact-h) min-w-0 max-w-full rounded-control border border-control bg-raised px-1.5 text-ink text-sm';

type DemoBarProps = {
  simulator: Simulator;
  /** What can go wrong, with a line for the menu. */
  faults: Readonly<Record<FaultName, string>>;
  queryClient: QueryClient;
};

function DemoBar({ simulator, faults, queryClient }: DemoBarProps) {
  const [scenario, setScenario] = useState<ScenarioName>('typical');
  const [fault, setFault] = useState<FaultName | ''>('');
  const restart = (chosen: ScenarioName) => {
    setScenario(chosen);
    setFault('');
    simulator.reset({ scenario: chosen });
    void queryClient.resetQueries();
  };
  return (
    <section
      aria-label="Demo"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-sunken px-(--gutter) py-1.5 text-sm"
    >
      <p>
        <b>Demo: nothing here is real.</b> The server is simulated in this page and forgets everything when
        the tab is loaded again.
      </p>
      <label className="inline-flex max-w-full items-center gap-1.5">
        Scenario
        <select
          className={selectClass}
          value={scenario}
          onChange={(event) => {
            const chosen = keysOf(scenarioTitles).find((name) => name === event.target.value);
            if (chosen) restart(chosen);
          }}
        >
          {keysOf(scenarioTitles).map((name) => (
            <option key={name} value={name}>
              {scenarioTitles[name]}
            </option>
          ))}
        </select>
      </label>
      <label className="inline-flex max-w-full items-center gap-1.5">
        Next call
        <select
          className={selectClass}
          value={fault}
          onChange={(event) => {
            const chosen = keysOf(faults).find((name) => name === event.target.value);
            setFault('');
            if (chosen) simulator.failNext('*', chosen);
          }}
        >
          <option value="">works as usual</option>
          {keysOf(faults).map((name) => (
            <option key={name} value={name}>
              {faults[name]}
            </option>
          ))}
        </select>
      </label>
      <Button size="sm" icon={RotateCcw} onClick={() => restart(scenario)}>
        Reset
      </Button>
    </section>
  );
}
