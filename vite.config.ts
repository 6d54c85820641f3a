import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompressPlugin } from './src/proxy/precompress.ts';
import { gatewayPlugin } from './src/proxy/vite-plugin.ts';

/**
 * An icon of lucide-react is a list of shapes with names and keys; here it becomes the one path that lucide-icon.tsx
 * draws: a third of the bytes, and each element less is one less to style in every row.
 */
const bareIcons = {
  name: 'bare-icons',
  transform: {
    filter: { id: /lucide-react\/dist\/esm\/icons\/[\w-]+\.m?js/ },
    handler: (code: string) => {
      const name = code.match(/const (\w+) = createLucideIcon/)?.[1];
      // Another name of an icon.
      if (name === undefined) return null;
      const shapes = [...code.matchAll(/\[\s*"(\w+)",\s*\{([^}]*)\}\s*\]/g)];
      // A shape that the pattern does not find would be missing in the picture; each has a key.
      if (shapes.length !== [...code.matchAll(/\bkey: "/g)].length)
        throw new Error(`vite.config.ts does not find every shape of the icon ${name}.`);
      const path = shapes
        .map(([, tag = '', attributes = '']) => drawn(tag, attributesIn(attributes)))
        .join('');
      return `import create from '../createLucideIcon.mjs';\nconst ${name} = create('${path}');\nexport { ${name} as default };`;
    },
  },
};

type Attributes = Readonly<Record<string, string>>;

function attributesIn(code: string): Attributes {
  return Object.fromEntries([...code.matchAll(/(\w+): "([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

/** The shapes of SVG 2, chapter 10, as the path that each of them is equivalent to. */
function drawn(tag: string, { d = '', points = '', ...attributes }: Attributes): string {
  const number = (name: string) => Number(attributes[name] ?? 0);
  // What begins with `m` is meant from 0,0.
  if (tag === 'path') return d.startsWith('m') ? `M0 0${d}` : d;
  if (tag === 'line') return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
  if (tag === 'polyline') return `M${points}`;
  if (tag === 'polygon') return `M${points}z`;
  if (tag === 'rect') {
    const r = number('rx');
    const [width, height] = [number('width') - 2 * r, number('height') - 2 * r];
    const corner = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x} ${y}`;
    return `M${number('x') + r} ${number('y')}h${width}${corner(r, r)}v${height}${corner(-r, r)}h${-width}${corner(-r, -r)}v${-height}${corner(r, -r)}z`;
  }
  if (tag !== 'circle' && tag !== 'ellipse')
    throw new Error(`vite.config.ts cannot draw <${tag}> of an icon.`);
  const rx = number(tag === 'circle' ? 'r' : 'rx');
  const ry = number(tag === 'circle' ? 'r' : 'ry');
  const half = (x: number) => `a${rx} ${ry} 0 1 0 ${x} 0`;
  return `M${number('cx') - rx} ${number('cy')}${half(2 * rx)}${half(-2 * rx)}`;
}

// Three builds: the page (dist/page), the static demo (dist/demo, from any sub-path) and the
// standalone server (dist/server).
export default defineConfig(({ mode, isSsrBuild }) => ({
  plugins: [
    react({ jsxImportSource: 'short' }),
    bareIcons,
    tailwindcss(),
    gatewayPlugin(),
    isSsrBuild || mode === 'demo' ? [] : precompressPlugin(),
  ],
  resolve: {
    // Parts of packages that are larger than what is used of them; each file says why it may stand there.
    alias: [
      {
        // Imported by each icon of lucide-react.
        find: /^\.\.\/createLucideIcon\.mjs$/,
        replacement: fromHere('src/ui/lucide-icon.tsx'),
      },
      { find: /^\.\/infiniteQueryBehavior\.js$/, replacement: fromHere('src/app/no-infinite-queries.ts') },
      { find: 'short/jsx-runtime', replacement: fromHere('src/ui/jsx-runtime.ts') },
      { find: 'short/jsx-dev-runtime', replacement: 'react/jsx-dev-runtime' },
      {
        // Two functions of it are used (docs/decisions/010-exports.md); its one file keeps half of it alive.
        find: /^ical-generator$/,
        replacement: fromHere('node_modules/ical-generator/src/tools.ts'),
      },
    ],
  },
  base: mode === 'demo' ? './' : '/',
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        // The flag `--ssr` overrides a file name in `ssr`, so the entry is named here.
        rolldownOptions: { input: 'src/proxy/server.ts' },
        copyPublicDir: false,
      }
    : {
        outDir: mode === 'demo' ? 'dist/demo' : 'dist/page',
        // Every browser that has anchored popovers preloads modules by itself.
        modulePreload: {
          polyfill: false,
          // The first screen is spared the table of what each later chunk needs: those are fetched when idle.
          resolveDependencies: (_file, found, { hostType }) => (hostType === 'html' ? found : []),
        },
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // React changes rarely: a file of its own stays in the browser's cache from one build to the next.
                { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
                { name: 'index', tags: ['$initial'] },
                // One file compresses far better than thirty. Left to files of their own: the rows of long lists,
                // which are needed sooner, and what few people open.
                {
                  name: 'later',
                  test: (id) =>
                    !/\/(WindowedRows|row-window|use-printing|Calendar|calendar-days|CallSamples|[\w-]+-samples|languages?)\.tsx?$/.test(
                      id,
                    ),
                },
              ],
            },
          },
        },
      },
  ssr: { noExternal: true },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    // No test leaves anything behind in a module; loading all of them anew for each file took half the time.
    isolate: false,
    maxWorkers: 2,
    // A test that hangs is told by it; how fast one is on a busy machine says nothing.
    testTimeout: 30_000,
  },
}));

function fromHere(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
