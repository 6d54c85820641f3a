import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';
import { describe, expect, test } from 'vitest';

// The rules of the project that no type and no linter checks. Each is tried on samples that break it first, so that
// none can pass by seeing nothing.

type Import = { specifier: string; kind: 'value' | 'type' | 'dynamic' };
/** `path` from the project's folder, for example `src/whm/wire.ts`. */
type SourceFile = { path: string; lines: number; imports: readonly Import[]; mentions: readonly Mention[] };
/** A word used as a name or as a string (`word`), or a call that reads the machine's clock or dice (`call`). */
type Mention = { kind: 'word' | 'call'; text: string };
/** What is wrong with a file, one sentence each. */
type Rule = (file: SourceFile) => readonly string[];

// ---- Reading sources

function parse(path: string, text: string): SourceFile {
  const { module, program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const imports: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    imports.push({ specifier: moduleRequest.value, kind: typeOnly ? 'type' : 'value' });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) imports.push({ specifier: moduleRequest.value, kind: isType ? 'type' : 'value' });
    }
  }
  const mentions: Mention[] = [];
  const word = (text: string) => mentions.push({ kind: 'word', text });
  new Visitor({
    ImportExpression(node) {
      const { source } = node;
      // A computed name cannot be judged, so it is not allowed to look harmless.
      const specifier =
        source.type === 'Literal' && typeof source.value === 'string' ? source.value : '(computed)';
      imports.push({ specifier, kind: 'dynamic' });
    },
    TSImportType(node) {
      imports.push({ specifier: node.source.value, kind: 'type' });
    },
    Identifier: (node) => void word(node.name),
    JSXIdentifier: (node) => void word(node.name),
    Literal(node) {
      if (typeof node.value === 'string') word(node.value);
    },
    TemplateElement: (node) => void word(node.value.raw),
    MemberExpression({ object, property }) {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return;
      const text = `${object.name}.${property.name}`;
      if (text === 'Date.now' || text === 'Math.random') mentions.push({ kind: 'call', text });
    },
    NewExpression({ callee, arguments: given }) {
      const readsClock = callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0;
      if (readsClock) mentions.push({ kind: 'call', text: 'new Date()' });
    },
  }).visit(program);
  return { path, lines: text.trimEnd().split('\n').length, imports, mentions };
}

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

function pathsIn(folder: string, extension: RegExp): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => extension.test(path));
}

const sources = [...pathsIn('src', /\.tsx?$/), ...pathsIn('e2e', /\.ts$/)].map((path) =>
  parse(path, readFileSync(join(projectFolder, path), 'utf8')),
);

// ---- The rules

/** Tests, and `test-….ts`, what several of them share. */
function isTest(path: string): boolean {
  return path.startsWith('e2e/') || /\.test\.ts$|\/test-[^/]+\.ts$/.test(path);
}

/** `src/whm/wire.ts` → `whm`; `src/main.tsx` → `main.tsx`. */
function folderOf(path: string): string {
  const [top, second = ''] = path.split('/');
  return top === 'src' ? second : (top ?? '');
}

/** The file that a relative import names, from the project's folder; null for a package. */
function targetOf(path: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
}

const shell = ['app', 'tokens', 'api-calls', 'privileges', 'whm', 'ui', 'styles.css'];
/** What goes beyond WHM's screen, each in a folder of its own beside the screen that it is part of. */
const beyond = ['bulk', 'lifecycle', 'timeline'];
/** Which server it is, and parts that any dialog about a token is made of; none of them imports from beyond. */
const dialogParts = [
  'server',
  'AllowlistWords',
  'ApiCall',
  'ChangeTable',
  'ExpiryDate',
  'WriteProblem',
  'ZoneChoice',
].map((name) => `src/tokens/${name}.tsx`);
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'main.tsx': shell,
  app: shell,
  tokens: ['whm', 'api-calls', 'privileges', 'ui', ...beyond],
  bulk: ['whm', 'privileges', 'ui', 'tokens'],
  lifecycle: ['whm', 'privileges', 'ui', 'tokens'],
  timeline: ['whm', 'ui', 'tokens'],
  'api-calls': ['whm', 'ui'],
  privileges: ['whm', 'ui'],
  whm: [],
  ui: [],
  simulator: [],
  proxy: ['simulator'],
  e2e: ['simulator', 'proxy'],
};

const importTable: Rule = ({ path, imports }) => {
  const from = folderOf(path);
  return imports.flatMap(({ specifier, kind }) => {
    const target = targetOf(path, specifier);
    if (target === null) return [];
    if (isTest(target) && !isTest(path)) return [`${path} imports ${specifier}, which is for tests`];
    const to = folderOf(target);
    // Of the screen they take what it knows, not how it looks; server.tsx says which server it is.
    if (to === 'tokens' && beyond.includes(from) && target.endsWith('.tsx') && !dialogParts.includes(target))
      return [`${path} imports ${specifier}, which draws the screen`];
    const allowed =
      to === from ||
      mayImport[from]?.includes(to) ||
      // The demo's server, fetched by the demo only; types are gone from the bundle.
      (to === 'simulator' && kind !== 'value' && (from === 'app' || from === 'main.tsx')) ||
      // Benchmarks look at the pure modules one by one.
      (path.startsWith('e2e/bench/') && [...shell, ...beyond].includes(to)) ||
      // Facts about WHM, not code.
      (from === 'simulator' && target === 'src/privileges/privileges.json') ||
      // Types, and the one list of functions: sharing the client's parser would make both sides wrong together.
      (to === 'whm' &&
        (from === 'simulator' || from === 'proxy') &&
        (kind === 'type' || target === 'src/whm/functions.ts'));
    return allowed ? [] : [`${path} imports ${specifier}`];
  });
};

const packages: Rule = ({ path, imports }) => {
  const isReact = (name: string) => /^react(?:-dom)?(?:\/|$)/.test(name);
  const isZod = (name: string) => /^zod(?:\/|$)/.test(name);
  return imports
    .filter(({ specifier }) => {
      if (specifier.startsWith('.')) return false;
      if (folderOf(path) === 'ui') return !isReact(specifier) && specifier !== 'lucide-react';
      if (path === 'src/whm/react.tsx') return !isZod(specifier) && !isReact(specifier);
      if (folderOf(path) === 'whm') return !isZod(specifier);
      // It runs in the page of the demo as well, and must not depend on a framework.
      if (folderOf(path) === 'simulator') return isReact(specifier);
      return false;
    })
    .map(({ specifier }) => `${path} imports ${specifier}`);
};

const machineFiles = [
  // Not the machine, but what Node knows of certificates.
  'certificates.ts',
  'listen.ts',
  'node-adapter.ts',
  'precompress.ts',
  'server.ts',
  'settings.ts',
  // Not the machine, but whether Node can read a certificate.
  'settings-fields.ts',
  'simulator-server.ts',
  'static-files.ts',
  // Not the machine, but what Node knows of address ranges.
  'trusted-proxies.ts',
  'upstream.ts',
  'vite-plugin.ts',
].map((name) => `src/proxy/${name}`);

const nodeModules: Rule = ({ path, imports }) =>
  imports
    .filter(({ specifier }) => specifier.startsWith('node:') || specifier === 'undici')
    .filter(() => !machineFiles.includes(path))
    .map(({ specifier }) => `${path} imports ${specifier}`);

const writtenOut: Rule = ({ path, imports }) =>
  imports
    .filter(({ specifier }) =>
      specifier.startsWith('.')
        ? !/\.(?:tsx?|css|json)$/.test(specifier)
        : /^(?:[~#/]|@\/|src\/|\(computed\))/.test(specifier),
    )
    .map(({ specifier }) => `${path} imports ${specifier}`);

const noBarrel: Rule = ({ path }) => (/^index\.tsx?$/.test(basename(path)) ? [path] : []);

const noDrawer: Rule = ({ path }) =>
  path.split('/').some((part) => /^(?:utils?|helpers?|common|shared|lib|hooks|types)$/.test(part))
    ? [path]
    : [];

const wireWord = /^(?:acls?|whitelist_ips?|expires_at|create_time|token_name)(?:-.*)?$/;

const wireWords: Rule = ({ path, mentions }) => {
  if (
    path === 'src/whm/wire.ts' ||
    path === 'src/whm/writes.ts' ||
    path === 'src/whm/functions.ts' ||
    folderOf(path) === 'simulator'
  )
    return [];
  const permitted = new Set<string>();
  // privileges.json, which is what the public documentation says, names the field so.
  if (path === 'src/privileges/catalogue.ts') permitted.add('acl');
  // The gateway watches which token an update or a revocation names.
  if (folderOf(path) === 'proxy') permitted.add('token_name');
  return mentions
    .filter(({ kind, text }) => kind === 'word' && wireWord.test(text) && !permitted.has(text))
    .map(({ text }) => `${path} says ${text}`);
};

const noMarkupFromStrings: Rule = ({ path, mentions }) =>
  mentions
    .filter(({ text }) =>
      [
        'innerHTML',
        'outerHTML',
        'insertAdjacentHTML',
        'dangerouslySetInnerHTML',
        'srcdoc',
        'srcDoc',
      ].includes(text),
    )
    .map(({ text }) => `${path} uses ${text}`);

const timeIsAnArgument: Rule = ({ path, mentions }) =>
  ['app', 'main.tsx', 'simulator', 'proxy'].includes(folderOf(path))
    ? []
    : mentions.filter(({ kind }) => kind === 'call').map(({ text }) => `${path} uses ${text}`);

const storage: Rule = ({ path, mentions }) =>
  folderOf(path) === 'app'
    ? []
    : mentions
        .filter(({ text }) => ['localStorage', 'sessionStorage', 'indexedDB'].includes(text))
        .map(({ text }) => `${path} uses ${text}`);

const longestFile = 250;
const short: Rule = ({ path, lines }) => (lines > longestFile ? [`${path} has ${lines} lines`] : []);

// ---- The tests

type Sample = readonly [path: string, text: string];

/** Applies a rule to all files that are not tests, after each of the samples was found to break it. */
function holds(
  rule: Rule,
  files: readonly SourceFile[],
  { bad, good }: { bad: readonly Sample[]; good: readonly Sample[] },
) {
  for (const [path, text] of bad) expect(rule(parse(path, text)), `${path}: ${text}`).not.toEqual([]);
  for (const [path, text] of good) expect(rule(parse(path, text)), `${path}: ${text}`).toEqual([]);
  expect(files.flatMap(rule)).toEqual([]);
}

const product = sources.filter(({ path }) => !isTest(path));
const productAndBrowserTests = sources.filter(({ path }) => !isTest(path) || path.startsWith('e2e/'));

describe('the sources', () => {
  test('are found', () => {
    expect(product.map(({ path }) => path)).toContain('src/whm/functions.ts');
    expect(sources.map(({ path }) => path)).toContain('src/architecture.test.ts');
  });

  test('import from the folders that the import table names, and from no other', () => {
    holds(importTable, productAndBrowserTests, {
      bad: [
        ['src/ui/Button.tsx', `import { WhmError } from '../whm/errors.ts';`],
        ['src/whm/call.ts', `export { useTokens } from '../tokens/token-queries.ts';`],
        ['src/tokens/TokensPage.tsx', `const app = await import('../app/App.tsx');`],
        ['src/api-calls/api-calls.ts', `import type { TokenForm } from '../tokens/token-form.ts';`],
        ['src/simulator/handlers.ts', `import { listSchema } from '../whm/wire.ts';`],
        ['src/proxy/guard.ts', `export * from '../whm/gateway.ts';`],
        ['src/app/transport.ts', `import { createSimulator } from '../simulator/simulator.ts';`],
        ['src/main.tsx', `import type { Config } from './proxy/config.ts';`],
        ['src/privileges/catalogue.ts', `type Row = import('../tokens/token-form.ts').Row;`],
        ['src/proxy/server.ts', `import { startTestServer } from './test-server.ts';`],
        ['src/bulk/BulkBar.tsx', `import { TokenRow } from '../tokens/TokenRow.tsx';`],
        ['src/lifecycle/rotate.ts', `import { runEach } from '../bulk/run.ts';`],
        ['src/timeline/Timeline.tsx', `import { TokenRow } from '../tokens/TokenRow.tsx';`],
        ['src/lifecycle/RenewDialog.tsx', `import { ExpiryField } from '../tokens/ExpiryField.tsx';`],
        ['e2e/list-tokens.spec.ts', `import { expiryOf } from '../src/tokens/expiry.ts';`],
      ],
      good: [
        ['src/app/demo.ts', `const { createSimulator } = await import('../simulator/simulator.ts');`],
        ['src/bulk/BulkBar.tsx', `import { useServer } from '../tokens/server.tsx';`],
        ['src/bulk/ExpiryPreview.tsx', `import { ExpiryDate } from '../tokens/ExpiryDate.tsx';`],
        ['src/lifecycle/RenewDialog.tsx', `import { ChangeTable } from '../tokens/ChangeTable.tsx';`],
        ['src/simulator/handlers.ts', `import facts from '../privileges/privileges.json';`],
        ['src/simulator/state.ts', `import type { FetchHandler } from '../whm/fetch-handler.ts';`],
        ['src/proxy/guard.ts', `import { type WhmFunction, isWhmFunction } from '../whm/functions.ts';`],
        ['e2e/fixtures.ts', `import { startServer } from '../src/proxy/server.ts';`],
      ],
    });
  });

  test('use React and icons only in the primitives, zod only in the client, no framework in the simulated WHM', () => {
    holds(packages, product, {
      bad: [
        ['src/ui/Field.tsx', `import { useForm } from 'react-hook-form';`],
        ['src/whm/client.ts', `import { useContext } from 'react';`],
        ['src/whm/react.tsx', `import { useQuery } from '@tanstack/react-query';`],
        ['src/simulator/state.ts', `import { useState } from 'react';`],
      ],
      good: [
        ['src/ui/Button.tsx', `import type { ReactNode } from 'react'; import { X } from 'lucide-react';`],
        ['src/whm/zod.ts', `import * as z from 'zod/mini';`],
      ],
    });
  });

  test('use Node only in the files of the proxy that touch the machine', () => {
    holds(nodeModules, product, {
      bad: [
        ['src/proxy/guard.ts', `import { createHash } from 'node:crypto';`],
        ['src/simulator/state.ts', `import { randomUUID } from 'node:crypto';`],
        ['src/proxy/forwarder.ts', `import { fetch } from 'undici';`],
      ],
      good: [['src/proxy/static-files.ts', `import { readFileSync } from 'node:fs';`]],
    });
  });

  test('write out which file they import: extension and all, no alias, no computed name', () => {
    holds(writtenOut, sources, {
      bad: [
        ['src/tokens/expiry.ts', `import { a } from './server-time';`],
        ['src/tokens/expiry.ts', `import { a } from './server-time.js';`],
        ['src/tokens/expiry.ts', `import { a } from '@/whm/model.ts';`],
        ['src/tokens/expiry.ts', `import { a } from '..';`],
        ['src/main.tsx', 'await import(name);'],
      ],
      good: [
        [
          'src/main.tsx',
          `import './styles.css'; import a from './a.json'; import { b } from '@date-fns/tz';`,
        ],
      ],
    });
  });

  test('have no barrel', () => {
    holds(noBarrel, sources, {
      bad: [
        ['src/ui/index.ts', ''],
        ['src/ui/index.tsx', ''],
      ],
      good: [],
    });
  });

  test('have no drawer folder: utils, helpers, common, hooks, types', () => {
    holds(noDrawer, sources, {
      bad: [
        ['src/utils/dates.ts', ''],
        ['src/tokens/hooks/use-tokens.ts', ''],
      ],
      good: [['src/tokens/types-of-expiry.ts', '']],
    });
  });

  test('say the words of the wire only where the wire is', () => {
    holds(wireWords, product, {
      bad: [
        ['src/tokens/token-form.ts', 'export const a = { expires_at: 0 };'],
        ['src/tokens/token-form.ts', 'export const a = (token) => token.acls;'],
        ['src/tokens/token-form.ts', `parameters.set('whitelist_ip', 'any');`],
        ['src/whm/call.ts', 'parameters.set(`acl-0`, name);'],
        ['src/whm/model.ts', 'export type Token = { create_time: number };'],
        ['src/privileges/catalogue.ts', 'export const a = row.token_name;'],
      ],
      good: [
        ['src/privileges/catalogue.ts', 'export const key = row.acl;'],
        ['src/proxy/gateway.ts', `parameters.get('token_name');`],
        ['src/simulator/handlers.ts', 'export const a = { expires_at: null };'],
      ],
    });
  });

  test('never make markup out of strings', () => {
    holds(noMarkupFromStrings, product, {
      bad: [
        ['src/ui/Notice.tsx', 'element.innerHTML = reason;'],
        ['src/ui/Notice.tsx', 'const a = <p dangerouslySetInnerHTML={{ __html: reason }} />;'],
        ['src/ui/Notice.tsx', `element['insertAdjacentHTML']('beforeend', reason);`],
      ],
      good: [],
    });
  });

  test('are given the time and the dice below the shell, and do not take them', () => {
    holds(timeIsAnArgument, product, {
      bad: [
        ['src/tokens/expiry.ts', 'const now = Date.now();'],
        ['src/whm/client.ts', 'const clock = options.now ?? Date.now;'],
        ['src/tokens/expiry.ts', 'const now = new Date();'],
        ['src/ui/toasts.tsx', 'const id = Math.random();'],
      ],
      good: [
        ['src/tokens/expiry.ts', 'const then = new Date(seconds * 1000);'],
        ['src/simulator/simulator.ts', 'const now = options.now ?? Date.now;'],
      ],
    });
  });

  test('keep nothing in the browser outside the shell', () => {
    holds(storage, product, {
      bad: [
        ['src/tokens/TokensPage.tsx', `localStorage.setItem('a', 'b');`],
        ['src/ui/theme.ts', `window.sessionStorage.getItem('theme');`],
      ],
      good: [['src/app/theme.ts', `localStorage.getItem('theme');`]],
    });
  });

  test(`have at most ${longestFile} lines a file`, () => {
    holds(short, product, {
      bad: [['src/tokens/TokensPage.tsx', 'void 0;\n'.repeat(longestFile + 1)]],
      good: [['src/tokens/TokensPage.tsx', 'void 0;\n'.repeat(longestFile)]],
    });
  });
});
