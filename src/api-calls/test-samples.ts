import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import type { Language } from './language.ts';
import { languages } from './languages.ts';

/** Shared by the tests of this folder: values that break what is put together carelessly, and runtimes. */

const pieces = [
  ...['"', "'", '`', '\\', '$', '#', '%', '@', '&', '=', '+', ';', '|', '!', '*', '?', '~', ' ', '-', ','],
  ...[
    '\n',
    '\r\n',
    '\t',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\u00e9',
    '\u{1f511}',
  ],
  ...[
    '$HOME',
    '$' + '{HOME}',
    '$(id)',
    '`id`',
    '#{1+1}',
    '{$a}',
    '@{[1]}',
    '%s',
    '%41',
    '\\u0041',
    '\\n',
    '\\',
  ],
  ...["'''", '"""', '*/', '//', '?>', '<!--', '</script>', 'EOF', '__END__', '=begin', 'a', '1', '\u4e2d'],
];

/** Never empty, and without NUL, which no program can be given in an argument. */
export const hostileText = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

export const hostileTexts: readonly string[] = [
  pieces.join(''),
  '@/etc/passwd',
  '-rf',
  '__proto__',
  ' leading and trailing ',
  '1',
];

export type Ran = { code: number | null; output: string };

type Start = { program: string; args: readonly string[]; input?: string };

export type Runtime = {
  language: Language;
  /** Ends well where the language can be executed. */
  probe: Start;
  /** Name that the sample is saved under, and how that is run. */
  file: string;
  start: (secret: string) => Start;
  /** Takes seconds. */
  slow?: boolean;
};

const titled = (title: (typeof languages)[number]['title']): Language => {
  const language = languages.find((candidate) => candidate.title === title);
  if (language === undefined) throw new Error(`No language ${title}`);
  return language;
};

/** Asks in the place of Deno's and the browsers' `prompt`. */
const prompt = 'data:text/javascript,globalThis.prompt=()=>process.env.WHM_TOKEN';

const node = process.execPath;

/** All but C#, which Debian does not package. */
export const runtimes: readonly Runtime[] = [
  {
    language: titled('whmapi1'),
    probe: { program: 'sh', args: ['-c', 'exit 0'] },
    file: 'sample.sh',
    start: () => ({ program: 'sh', args: ['sample.sh'] }),
  },
  {
    language: titled('curl'),
    probe: { program: 'bash', args: ['-c', 'curl --version'] },
    file: 'sample.sh',
    start: (secret) => ({ program: 'bash', args: ['sample.sh'], input: `${secret}\n` }),
  },
  {
    language: titled('JavaScript'),
    probe: { program: node, args: ['--version'] },
    file: 'sample.mjs',
    start: () => ({ program: node, args: ['--import', prompt, 'sample.mjs'] }),
  },
  {
    language: titled('Node.js'),
    probe: { program: node, args: ['--version'] },
    file: 'sample.mjs',
    start: () => ({ program: node, args: ['sample.mjs'] }),
  },
  {
    language: titled('Python'),
    probe: { program: 'python3', args: ['--version'] },
    file: 'sample.py',
    start: () => ({ program: 'python3', args: ['sample.py'] }),
  },
  {
    language: titled('PHP'),
    probe: { program: 'php', args: ['-r', 'exit(function_exists("curl_init") ? 0 : 1);'] },
    file: 'sample.php',
    start: () => ({ program: 'php', args: ['sample.php'] }),
  },
  {
    language: titled('Perl'),
    probe: { program: 'perl', args: ['-MHTTP::Tiny', '-MJSON::PP', '-e', '1'] },
    file: 'sample.pl',
    start: () => ({ program: 'perl', args: ['sample.pl'] }),
  },
  {
    language: titled('Ruby'),
    probe: { program: 'ruby', args: ['-rjson', '-rnet/http', '-e', '1'] },
    file: 'sample.rb',
    start: () => ({ program: 'ruby', args: ['sample.rb'] }),
  },
  {
    language: titled('Go'),
    probe: { program: 'go', args: ['version'] },
    file: 'sample.go',
    start: () => ({ program: 'go', args: ['run', 'sample.go'] }),
    slow: true,
  },
  {
    language: titled('Java'),
    // A runtime without the compiler cannot run a source file.
    probe: { program: 'javac', args: ['--version'] },
    file: 'Whm.java',
    start: () => ({ program: 'java', args: ['Whm.java'] }),
    slow: true,
  },
  {
    language: titled('R'),
    probe: { program: 'Rscript', args: ['-e', 'library(httr)'] },
    file: 'sample.R',
    start: () => ({ program: 'Rscript', args: ['sample.R'] }),
    slow: true,
  },
];

export async function isPresent({ probe }: Runtime): Promise<boolean> {
  return (await run(probe, tmpdir(), {})).code === 0;
}

/** In the place of WHM's own command: writes down its arguments, each ended by a NUL, and a NUL more. */
const standIn = `#!/bin/sh
printf '%s\\0' "$@" '' >> whmapi1.calls
`;

/**
 * Makes the calls that the stand-in wrote down. Takes each argument apart at its first equals sign and
 * decodes the value as a URI's, a plus sign as a blank: the least forgiving reading of what is documented.
 */
async function catchUp(folder: string, { serverUrl, secret }: Server): Promise<void> {
  const written = await readFile(join(folder, 'whmapi1.calls'), 'utf8').catch(() => '');
  for (const words of written.split('\0\0').slice(0, -1)) {
    const [name = '', ...fields] = words.split('\0').filter((word) => !word.startsWith('--'));
    const body = new URLSearchParams({ 'api.version': '1' });
    for (const field of fields) {
      const at = field.indexOf('=');
      body.append(field.slice(0, at), decodeURIComponent(field.slice(at + 1).replaceAll('+', ' ')));
    }
    const headers = { authorization: `whm root:${secret}` };
    await fetch(`${serverUrl}/json-api/${name}`, { method: 'POST', headers, body });
  }
}

type Server = { serverUrl: string; secret: string };

/** Saves the sample where nothing else is, and runs it with the secret where it looks for it. */
export async function execute({ file, start }: Runtime, text: string, server: Server): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-'));
  try {
    await writeFile(join(folder, file), text);
    await writeFile(join(folder, 'whmapi1'), standIn);
    await chmod(join(folder, 'whmapi1'), 0o755);
    const ran = await run(start(server.secret), folder, { WHM_TOKEN: server.secret });
    await catchUp(folder, server);
    return ran;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `LC_ALL=C`: a sample must not depend on the encoding of the machine. No proxy of the machine's. */
function run(
  { program, args, input = '' }: Start,
  folder: string,
  own: Record<string, string>,
): Promise<Ran> {
  const { PATH = '', HOME = folder } = process.env;
  const env = { PATH: `${folder}${delimiter}${PATH}`, HOME, LC_ALL: 'C', ...own };
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, env });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
    // A program that is not there, or asks for nothing, takes no input.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
