import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownAccount } from '../privileges/account.ts';
import { isHighRisk } from '../privileges/known.ts';
import type { FormContext, TokenForm } from '../tokens/token-form.ts';
import { type LinkReading, linkFromForm, readLink } from './form-link.ts';

const context: FormContext = {
  zone: 'America/Chicago',
  now: new Date('2026-11-22T18:00:00Z'),
  original: null,
  names: ['billing'],
};
const root: KnownAccount = { granted: ['all'], denied: [] };
const form: TokenForm = {
  name: 'agent',
  expires: 'date',
  date: '2027-02-20',
  wholeDay: false,
  addresses: '10.0.0.1\n2001:db8::/32 # office',
  privileges: ['list-accts', 'create-acct'],
  everything: false,
};

function read(fragment: string, account = root): Extract<LinkReading, { kind: 'filled' }> {
  const reading = readLink(fragment, account, context);
  if (reading?.kind !== 'filled') throw new Error(`Not a link that fills: ${fragment}`);
  return reading;
}
const linkTo = (given: TokenForm) => linkFromForm(given) ?? '';

describe('a link made from the form', () => {
  it('is a readable fragment, which no server gets', () => {
    expect(linkFromForm({ ...form, addresses: '10.0.0.1' })).toBe(
      '#generate=1&name=agent&expires=2027-02-20&ips=10.0.0.1&privileges=list-accts+create-acct',
    );
  });

  it('fills the form as it was', () => {
    expect(read(linkTo(form))).toEqual({ kind: 'filled', form, asksFor: [], notHonoured: [] });
    const endless: TokenForm = { ...form, expires: 'never', addresses: '', name: '' };
    expect(read(linkTo(endless)).form).toEqual({ ...endless, date: '2027-11-22' });
  });

  it('is none when it would be too long to pass on, or holds more than a form can', () => {
    const many = Array.from(
      { length: 100 },
      (_, n) => `2001:0db8:0000:0000:0000:0000:0000:${String(n).padStart(4, '0')}`,
    );
    expect(linkFromForm({ ...form, addresses: many.join('\n') })).not.toBeNull();
    expect(linkFromForm({ ...form, addresses: '#'.repeat(6001) })).toBeNull();
    expect(linkFromForm({ ...form, name: 'n'.repeat(201) })).toBeNull();
  });
});

describe('what is dangerous', () => {
  it('is asked for and never ticked: Everything', () => {
    const reading = read(linkTo({ ...form, everything: true }));
    expect(reading.form).toMatchObject({ everything: false, privileges: [] });
    expect(reading.asksFor).toEqual(['all']);
  });

  it('is asked for and never ticked: a high-risk privilege', () => {
    const reading = read(linkTo({ ...form, privileges: ['passwd', 'list-accts', 'manage-api-tokens'] }));
    expect(reading.form.privileges).toEqual(['list-accts']);
    expect(reading.asksFor).toEqual(['passwd', 'manage-api-tokens']);
  });

  it('is not even asked for when the account does not have it', () => {
    const reseller: KnownAccount = { granted: ['list-accts'], denied: ['passwd'] };
    expect(read('#generate=1&privileges=all+passwd+list-accts', reseller)).toMatchObject({
      form: { privileges: ['list-accts'], everything: false },
      asksFor: [],
      notHonoured: [
        { what: 'The privileges Everything, Change Passwords', why: 'Your account does not have it.' },
      ],
    });
  });
});

describe('what a link asks for in vain', () => {
  it.each<[string, string, Partial<TokenForm>, string[]]>([
    [
      'a privilege that nobody knows',
      'privileges=list-accts+rm-rf',
      { privileges: ['list-accts'] },
      ['The privilege rm-rf: Not known in WHM’s manual, nor on this server.'],
    ],
    [
      'a name that WHM does not take',
      'name=my+token',
      { name: 'my token' },
      ['The name: A name cannot have spaces: only letters A to Z, numbers, dashes and underscores.'],
    ],
    [
      'a name that is taken',
      'name=billing',
      { name: 'billing' },
      ['The name: There is a token named billing already. Choose another name.'],
    ],
    [
      'a date that has passed',
      'expires=2026-11-21',
      { expires: 'date', date: '2026-11-21' },
      ['The expiration date: 2026-11-21 has passed at the server. Choose a day from 2026-11-22 on.'],
    ],
    [
      'a date that is none',
      'expires=soon',
      { date: 'soon' },
      ['The expiration date: “soon” is not a date. Write it as YYYY-MM-DD, for example 2027-11-22.'],
    ],
    [
      'a wrong address',
      'ips=10.0.0.256',
      { addresses: '10.0.0.256' },
      ['The IPs: “256” in “10.0.0.256” is too large: each number is at most 255.'],
    ],
    [
      'a part that the form lacks',
      'secret=x&__proto__=y',
      {},
      ['“secret”: The form has no such part.', '“__proto__”: The form has no such part.'],
    ],
  ])('is listed, and no setting becomes wider for it: %s', (_title, part, filled, listed) => {
    const reading = read(`#generate=1&${part}`);
    expect(reading.form).toMatchObject(filled);
    expect(reading.notHonoured.map(({ what, why }) => `${what}: ${why}`)).toEqual(listed);
  });

  it('leaves the rest as a new form has it, without a privilege', () => {
    expect(read('#generate=1')).toEqual({
      kind: 'filled',
      form: { ...form, name: '', date: '2027-11-22', addresses: '', privileges: [] },
      asksFor: [],
      notHonoured: [],
    });
  });
});

describe('a fragment that fills nothing', () => {
  it('is none of this page’s links', () => {
    for (const fragment of ['', '#', '#main', '#name=x', '#x&generate=1']) {
      expect(readLink(fragment, root, context), fragment).toBeNull();
    }
  });

  it.each([
    ['#generate=2&name=x', 'The link was made by another version of this page.'],
    ['#generate=', 'The link was made by another version of this page.'],
    [`#generate=1&name=${'n'.repeat(201)}`, 'The link is longer than any that this page makes.'],
    [`#generate=1&x=${'n'.repeat(8000)}`, 'The link is longer than any that this page makes.'],
  ])('is told to be one: %s', (fragment, why) => {
    expect(readLink(fragment, root, context)).toEqual({ kind: 'unreadable', why });
  });
});

describe('whatever a fragment holds', () => {
  const part = fc.tuple(
    fc.constantFrom('name', 'expires', 'ips', 'privileges', 'everything', '__proto__', 'generate'),
    fc.oneof(fc.string(), fc.constantFrom('all', 'all passwd', 'list-accts ALL', 'never', '%', '2027-01-01')),
  );
  const fragment = fc
    .array(part)
    .map(
      (parts) =>
        `#generate=1&${parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`,
    );
  const anyFragment = fc.oneof(
    fragment,
    fc.string().map((text) => `#generate=1&${text}`),
    fc.string(),
  );

  it('nothing dangerous is ticked, and reading it never fails', () => {
    fc.assert(
      fc.property(anyFragment, fc.constantFrom<KnownAccount>(root, null), (text, account) => {
        const reading = readLink(text, account, context);
        if (reading?.kind !== 'filled') return;
        expect(reading.form.everything).toBe(false);
        expect(reading.form.privileges.filter((name) => name === 'all' || isHighRisk(name))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('a form without danger comes back as it was sent', () => {
    const safe = fc.record<TokenForm>({
      name: fc.stringMatching(/^[A-Za-z0-9_-]{1,50}$/).filter((name) => name !== 'billing'),
      expires: fc.constant('date'),
      date: fc.integer({ min: 2027, max: 2090 }).map((year) => `${year}-06-15`),
      wholeDay: fc.constant(false),
      addresses: fc
        .array(fc.oneof(fc.ipV4(), fc.ipV6()), { minLength: 1, maxLength: 20 })
        .map((all) => all.join('\n')),
      privileges: fc.uniqueArray(fc.constantFrom('list-accts', 'create-acct', 'suspend-acct', 'ssl'), {
        minLength: 1,
      }),
      everything: fc.constant(false),
    });
    fc.assert(
      fc.property(safe, (given) => {
        expect(read(linkTo(given))).toEqual({ kind: 'filled', form: given, asksFor: [], notHonoured: [] });
      }),
    );
  });
});
