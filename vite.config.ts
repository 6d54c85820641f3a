import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { gatewayPlugin } from './src/proxy/vite-plugin.ts';

// Three builds: the page (dist/page), the static demo (dist/demo, from any sub-path) and the
// standalone server (dist/server).
export default defineConfig(({ mode, isSsrBuild }) => ({
  plugins: [react(), tailwindcss(), gatewayPlugin()],
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
        modulePreload: { polyfill: false },
        rolldownOptions: {
          // React changes rarely: a file of its own stays in the browser's cache from one build to the next.
          output: {
            codeSplitting: {
              groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }],
            },
          },
        },
      },
  ssr: { noExternal: true },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
}));
