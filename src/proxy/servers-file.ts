import { z } from 'zod';
import type { ServerSettings, Trust } from './config.ts';
import { settingNamesIn } from './network-failure.ts';
import { apiToken, certificatePem, fingerprint, timeZone, whmUrl, whmUser } from './settings-fields.ts';

const path = z.string().min(1, 'must be the name of a file.');

// Strict everywhere: a word that is misspelt must not pass for one that was left out.
const serverEntry = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z\d](?:[a-z\d-]{0,30}[a-z\d])?$/, 'must be 1 to 32 small letters, digits and dashes.'),
  label: z.string().trim().min(1).max(60).optional(),
  url: whmUrl,
  trust: z
    .union(
      [
        z.strictObject({ caFile: path }),
        z.strictObject({ fingerprint }),
        z.strictObject({ insecure: z.literal(true) }),
      ],
      'must be {"caFile": …}, {"fingerprint": …} or {"insecure": true}.',
    )
    .optional(),
  timeZone: timeZone.optional(),
  credential: z
    .union(
      [
        z.strictObject({ user: whmUser.default('root'), token: apiToken }),
        z.strictObject({ user: whmUser.default('root'), tokenFile: path }),
      ],
      'must be {"user": …, "token": …} or {"user": …, "tokenFile": …}.',
    )
    .optional(),
});

const serverList = z.array(serverEntry).min(1, 'must list at least one server.').max(200);

/**
 * The servers of `WHM_SERVERS_FILE`. Adds a sentence to `problems` for each thing that is wrong; none
 * repeats a value, which may be a secret.
 */
export function readServers(
  text: string,
  readFile: (path: string) => string,
  problems: string[],
): readonly ServerSettings[] {
  const complain = (sentence: string) => problems.push(`WHM_SERVERS_FILE: ${sentence}`);
  const parsed = serverList.safeParse(parseJson(text));
  if (!parsed.success) {
    for (const { path: where, message, code } of parsed.error.issues) {
      const [index, ...field] = where;
      // Said by zod with what it found; the names of keys are no secrets, but values might stand there.
      const sentence = code === 'unrecognized_keys' ? 'has a key that is not known.' : message;
      complain(
        typeof index === 'number'
          ? `server ${index + 1}: ${[...field, sentence].join(' ')}`
          : 'must be a JSON array of servers.',
      );
    }
    return [];
  }

  function readPart<T>(who: string, file: string, schema: z.ZodType<T>): T | null {
    try {
      const result = schema.safeParse(readFile(file).trim());
      if (result.success) return result.data;
      complain(`${who} ${result.error.issues[0]?.message ?? 'is not valid.'}`);
    } catch {
      complain(`${who} names a file that cannot be read.`);
    }
    return null;
  }

  const names = parsed.data.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) complain(`two servers are named ${repeated}.`);

  return parsed.data.map(({ name, label, url, trust, timeZone: zone, credential }, index) => {
    const who = (field: string) => `server ${index + 1}: ${field}`;
    if (trust !== undefined && url.protocol === 'http:') complain(who('trust needs an https url.'));
    const token =
      credential === undefined
        ? null
        : 'token' in credential
          ? credential.token
          : readPart(who('credential tokenFile'), credential.tokenFile, apiToken);
    return {
      name,
      label: label ?? name,
      url,
      trust: trustFrom(trust, (file) => readPart(who('trust caFile'), file, certificatePem)),
      timeZone: zone ?? null,
      credential: credential === undefined || token === null ? null : { user: credential.user, token },
      names: settingNamesIn(name),
    };
  });
}

type WrittenTrust = z.infer<typeof serverEntry>['trust'];

function trustFrom(trust: WrittenTrust, readPem: (file: string) => string | null): Trust {
  if (trust === undefined) return { kind: 'public-authorities' };
  if ('fingerprint' in trust) return { kind: 'fingerprint', sha256: trust.fingerprint };
  if ('insecure' in trust) return { kind: 'insecure' };
  // An unreadable file is a problem already, so this configuration is never used.
  return { kind: 'own-authority', pem: readPem(trust.caFile) ?? '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
