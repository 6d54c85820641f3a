import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { compressions } from './compressions.ts';

const compress = {
  br: (text: Buffer) =>
    brotliCompressSync(text, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      },
    }),
  gzip: (text: Buffer) => gzipSync(text, { level: constants.Z_BEST_COMPRESSION }),
};

/** Puts a compressed file beside each text file of the built page: once per build, not once per start. */
export function precompressPlugin(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    // After the files of `public` were copied too.
    writeBundle({ dir }) {
      if (dir !== undefined) precompress(dir);
    },
  };
}

export function precompress(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:css|html|js|json|svg|txt|webmanifest)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path);
    for (const { coding, suffix } of compressions) {
      const small = compress[coding](text);
      if (small.length < text.length) writeFileSync(path + suffix, small);
    }
  }
}
