import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SizeLimitConfig } from 'size-limit';
import { parseSync } from 'vite';

// The configuration of size-limit: `npx size-limit --config e2e/size-budget.ts`, after `npm run build`.

const page = fileURLToPath(new URL('../dist/page', import.meta.url));

/**
 * The scripts a browser fetches before the page can be used: what index.html names (module scripts and
 * preloads) and what those import statically, all the way down. What is imported dynamically comes later.
 */
function firstScreenScripts(): string[] {
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const found = new Set<string>();
  const add = (script: string) => {
    if (found.has(script)) return;
    found.add(script);
    const { module } = parseSync(script, readFileSync(script, 'utf8'));
    const specifiers = [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
      ),
    ];
    for (const specifier of specifiers) add(join(script, '..', specifier));
  };
  for (const tag of tags) {
    const url = /\b(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1];
    if (url) add(join(page, url));
  }
  if (found.size === 0)
    throw new Error('dist/page/index.html loads no script: the budget would measure nothing.');
  return [...found];
}

/** Relative to this file, as size-limit resolves them. */
function fromHere(path: string): string {
  return relative(fileURLToPath(new URL('.', import.meta.url)), path);
}

const checks: SizeLimitConfig = [
  {
    name: 'JavaScript for the first screen',
    path: firstScreenScripts().map(fromHere),
    limit: '105 KiB',
    gzip: true,
  },
  { name: 'All JavaScript', path: fromHere(join(page, '**/*.js')), limit: '190 KiB', gzip: true },
  { name: 'All CSS', path: fromHere(join(page, '**/*.css')), limit: '12 KiB', gzip: true },
];

// biome-ignore lint/style/noDefaultExport: size-limit reads the default export.
export default checks;
