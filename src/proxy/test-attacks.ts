import { type Attack, table } from './test-attack.ts';
import { bodies, smuggling } from './test-attacks-by-content.ts';
import { cookies, crossSite, proxies, rebinding } from './test-attacks-by-sender.ts';
import { files, methods, paths } from './test-attacks-by-target.ts';

/** Against a server that holds a credential: nothing of these may make it use it. */
export const attacks: Readonly<Record<string, readonly Attack[]>> = {
  'from another site': table(crossSite),
  'under another name': table(rebinding),
  'to another path': table(paths),
  'by another method': table(methods),
  'to files': table(files),
  'through a proxy that nobody named': table(proxies),
  'in the body': table(bodies),
  'between the lines of HTTP': table(smuggling),
};

/** Against a server that everybody signs in to, from somebody who has not. */
export const attacksWithoutSession: readonly Attack[] = table(cookies);
