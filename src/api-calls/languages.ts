import { cSharp, go, java } from './compiled-samples.ts';
import type { Language } from './language.ts';
import { javaScript, node, perl, php, python, r, ruby } from './script-samples.ts';
import { curl, whmapi1 } from './shell-samples.ts';

/** In the order in which they are offered. */
export const languages = [
  whmapi1,
  curl,
  javaScript,
  node,
  python,
  php,
  perl,
  ruby,
  go,
  java,
  cSharp,
  r,
] as const satisfies readonly Language[];
