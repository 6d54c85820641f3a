import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingSettings } from '../whm/differences.ts';
import type { ApiToken } from '../whm/model.ts';
import { caseClash } from './name-rules.ts';
import { changesBetween } from './token-changes.ts';
import {
  expiryFromForm,
  type FormContext,
  formForNewToken,
  formFromToken,
  formProblems,
  instantWithinDay,
  readableFrom,
  settingsFromForm,
  type TokenForm,
} from './token-form.ts';

const zone = 'America/Chicago';
const at = (text: string) => new Date(text);
const now = at('2026-11-22T18:00:00Z');

const token: ApiToken = {
  name: 'backup',
  privileges: ['list-accts', 'software-JetBackup5'],
  expiresAt: at('2027-02-20T15:04:05Z'),
  allowlist: ['2001:0db8:0000:0000:0000:0000:0000:0001', '10.5.3.0/24'],
  createdAt: at('2026-01-01T00:00:00Z'),
};
const names = ['backup', 'Deploy', '__proto__'];
const forNew: FormContext = { zone, now, original: null, names };
const forEdit: FormContext = { zone, now, original: token, names };
const form: TokenForm = {
  name: 'agent',
  expires: 'date',
  date: '2027-02-20',
  wholeDay: false,
  addresses: '',
  privileges: ['list-accts'],
  everything: false,
};

const anyAddress = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.tuple(fc.ipV4(), fc.nat(32)).map((parts) => parts.join('/')),
  fc.tuple(fc.ipV6(), fc.nat(128)).map((parts) => parts.join('/')),
);
const anyToken: fc.Arbitrary<ApiToken> = fc.record({
  name: fc.oneof(fc.string(), fc.constantFrom(' old name ', '__proto__', '🚀', '')),
  privileges: fc.uniqueArray(fc.constantFrom('all', 'list-accts', 'passwd', '__proto__', 'software-X'), {
    minLength: 1,
  }),
  expiresAt: fc.option(
    fc.date({ min: at('2010-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z'), noInvalidDate: true }),
  ),
  allowlist: fc.array(anyAddress, { maxLength: 12 }),
  createdAt: fc.constant(at('2009-01-01T00:00:00Z')),
});
const anyZone = fc.constantFrom(zone, 'UTC', 'Asia/Kathmandu', 'Pacific/Chatham', 'Asia/Beirut');

describe('formForNewToken', () => {
  it('starts with a year ahead, any address, and all that the account has but for the four', () => {
    const account = { granted: ['list-accts', 'passwd', 'software-JetBackup5'], denied: [] };
    expect(formForNewToken(account, forNew)).toEqual({
      name: '',
      expires: 'date',
      date: '2027-11-22',
      wholeDay: false,
      addresses: '',
      privileges: ['list-accts', 'software-JetBackup5'],
      everything: false,
    });
  });
});

describe('formFromToken', () => {
  it('shows the server’s day, short addresses one to a line, and the privileges', () => {
    expect(formFromToken(token, forEdit)).toEqual({
      name: 'backup',
      expires: 'date',
      date: '2027-02-20',
      wholeDay: false,
      addresses: '2001:db8::1\n10.5.3.0/24',
      privileges: ['list-accts', 'software-JetBackup5'],
      everything: false,
    });
  });

  it('keeps WHM’s default date at hand for a token that never expires', () => {
    const unlimited = { ...token, expiresAt: null, allowlist: [], privileges: ['all', 'list-accts'] };
    expect(formFromToken(unlimited, forEdit)).toEqual({
      name: 'backup',
      expires: 'never',
      date: '2027-11-22',
      wholeDay: false,
      addresses: '',
      privileges: ['list-accts'],
      everything: true,
    });
  });
});

describe('a token in the form and out again, untouched', () => {
  it('keeps every setting, the exact second and the exact name, without a problem', () => {
    fc.assert(
      fc.property(anyToken, anyZone, (original, anyWhere) => {
        const context = { zone: anyWhere, now, original, names: [original.name] };
        const untouched = formFromToken(original, context);
        expect(formProblems(untouched, context)).toEqual({});
        const settings = settingsFromForm(untouched, context);
        expect(Object.keys(settings).toSorted()).toEqual(['allowlist', 'expiresAt', 'name', 'privileges']);
        expect(differingSettings(original, settings)).toEqual([]);
        expect(changesBetween(original, settings)).toEqual([]);
        expect(settings.expiresAt).toEqual(original.expiresAt);
        expect(settings.name).toBe(original.name);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the settings that were not touched when one is', () => {
    const touch = fc.constantFrom<[keyof TokenForm, Partial<TokenForm>]>(
      ['name', { name: 'another-name' }],
      ['expires', { expires: 'date', date: '2101-01-01' }],
      ['addresses', { addresses: '192.0.2.77' }],
      ['privileges', { privileges: ['kill-acct'], everything: false }],
    );
    const settingOf = {
      name: 'name',
      expires: 'expiresAt',
      addresses: 'allowlist',
      privileges: 'privileges',
    };
    fc.assert(
      fc.property(anyToken, anyZone, touch, (original, anyWhere, [field, change]) => {
        const context = { zone: anyWhere, now, original, names: [original.name] };
        const settings = settingsFromForm({ ...formFromToken(original, context), ...change }, context);
        const others = differingSettings(original, settings);
        expect(others).toEqual(
          Object.entries(settingOf).flatMap(([key, name]) => (key === field ? [name] : [])),
        );
      }),
    );
  });
});

describe('expiryFromForm', () => {
  it('is the end of the day at the server', () => {
    expect(expiryFromForm(form, forNew)).toEqual(at('2027-02-21T05:59:59Z'));
    expect(expiryFromForm({ ...form, date: ' 2027-03-14 ' }, forNew)).toEqual(at('2027-03-15T04:59:59Z'));
    expect(expiryFromForm({ ...form, date: '2027-11-07' }, forNew)).toEqual(at('2027-11-08T05:59:59Z'));
  });

  it('is the token’s own instant as long as the day is the token’s', () => {
    expect(expiryFromForm(form, forEdit)).toBe(token.expiresAt);
    expect(expiryFromForm({ ...form, date: '2027-02-21' }, forEdit)).toEqual(at('2027-02-22T05:59:59Z'));
  });

  it('is never when that is chosen, whatever stands in the date', () => {
    expect(expiryFromForm({ ...form, expires: 'never', date: 'soon' }, forEdit)).toBeNull();
  });

  it('is unknown for a date that cannot be read, and then nothing is sent', () => {
    const unreadable = { ...form, date: '2027-02-30' };
    expect(expiryFromForm(unreadable, forNew)).toBeUndefined();
    expect(() => settingsFromForm(unreadable, forNew)).toThrow('The form has a date that cannot be read.');
  });
});

describe('instantWithinDay', () => {
  const ending = (expiresAt: Date | null) => ({ ...forEdit, original: { ...token, expiresAt } });

  it('is the token’s own instant while its own day is chosen', () => {
    expect(instantWithinDay(form, forEdit)).toEqual(token.expiresAt);
    expect(instantWithinDay({ ...form, date: '20 Feb 2027' }, forEdit)).toEqual(token.expiresAt);
  });

  it('is nothing on another day, without a day, or where there is nothing to keep', () => {
    expect(instantWithinDay({ ...form, date: '2027-02-21' }, forEdit)).toBeNull();
    expect(instantWithinDay({ ...form, date: 'soon' }, forEdit)).toBeNull();
    expect(instantWithinDay(form, forNew)).toBeNull();
    expect(instantWithinDay(form, ending(null))).toBeNull();
  });

  it('is nothing for a token that ends with its day, at whatever part of the last second', () => {
    expect(instantWithinDay(form, ending(at('2027-02-21T05:59:59Z')))).toBeNull();
    expect(instantWithinDay(form, ending(at('2027-02-21T05:59:59.500Z')))).toBeNull();
    expect(instantWithinDay(form, ending(at('2027-02-21T05:59:58Z')))).not.toBeNull();
  });
});

describe('settingsFromForm', () => {
  it('sends a trimmed name, each valid address once, and the ticked privileges', () => {
    const typed = { ...form, name: ' agent ', addresses: '::1, 0::1 # mine\n10.0.0.1' };
    expect(settingsFromForm(typed, forNew)).toEqual({
      name: 'agent',
      privileges: ['list-accts'],
      expiresAt: at('2027-02-21T05:59:59Z'),
      allowlist: ['::1', '10.0.0.1'],
    });
  });

  it('sends everything alone', () => {
    expect(settingsFromForm({ ...form, everything: true }, forNew).privileges).toEqual(['all']);
  });

  it('does not rename a token whose name has blanks around it', () => {
    const original = { ...token, name: ' backup ' };
    const context = { ...forEdit, original };
    expect(settingsFromForm(formFromToken(original, context), context).name).toBe(' backup ');
  });
});

describe('readableFrom', () => {
  it('has each part that can be read, whatever is wrong with the others', () => {
    const blank = { ...form, name: ' ', privileges: [] };
    expect(readableFrom({ ...blank, date: '2027-02-30' }, forNew)).toEqual({
      name: '',
      privileges: [],
      expiresAt: undefined,
      allowlist: [],
    });
    expect(readableFrom({ ...blank, addresses: '10.0.0.1 10.0.0', everything: true }, forNew)).toEqual({
      name: '',
      privileges: ['all'],
      expiresAt: at('2027-02-21T05:59:59Z'),
      allowlist: undefined,
    });
  });
});

describe('formProblems', () => {
  const rule = 'only letters A to Z, numbers, dashes and underscores.';

  it('has nothing against a form that can be sent', () => {
    expect(formProblems(form, forNew)).toEqual({});
    expect(formProblems({ ...form, expires: 'never', date: 'soon' }, forNew)).toEqual({});
    expect(formProblems({ ...form, privileges: [], everything: true }, forNew)).toEqual({});
  });

  it.each([
    ['  ', 'Give the token a name: letters, numbers, dashes and underscores.'],
    ['my token', `A name cannot have spaces: ${rule}`],
    ['my\ttoken 🚀🚀é', `A name cannot have spaces or “🚀” or “é”: ${rule}`],
    ['n'.repeat(51), 'The name has 51 characters; WHM takes at most 50.'],
    ['Deploy', 'There is a token named Deploy already. Choose another name.'],
    ['__proto__', 'There is a token named __proto__ already. Choose another name.'],
  ])('says what is wrong with the name %j', (name, problem) => {
    expect(formProblems({ ...form, name }, forNew)).toEqual({ name: problem });
  });

  it.each(['n'.repeat(50), 'constructor', '_-9', 'deploy'])('takes the name %j', (name) => {
    expect(formProblems({ ...form, name }, forNew)).toEqual({});
  });

  it.each(['my token', '🚀', 'n'.repeat(60), ' padded '])(
    'lets the old name %j stay, but not come',
    (name) => {
      const context = { ...forEdit, original: { ...token, name }, names: [name] };
      expect(formProblems({ ...form, name }, context)).toEqual({});
      expect(Object.keys(formProblems({ ...form, name: `${name}é` }, context))).toEqual(['name']);
    },
  );

  it.each([
    ['', 'Give a date as YYYY-MM-DD, or choose that the token will not expire.'],
    ['2027-02-30', '2027-02-30 is not a day of the calendar.'],
    ['soon', '“soon” is not a date. Write it as YYYY-MM-DD, for example 2027-11-22.'],
    ['2026-11-21', '2026-11-21 has passed at the server. Choose a day from 2026-11-22 on.'],
  ])('says what is wrong with the date %j', (date, problem) => {
    expect(formProblems({ ...form, date }, forNew)).toEqual({ date: problem });
  });

  it('takes today until its last second at the server, wherever the browser is', () => {
    const today = { ...form, date: '2026-11-22' };
    const late = (text: string) => formProblems(today, { ...forNew, now: at(text) });
    expect(late('2026-11-23T05:59:58.999Z')).toEqual({});
    expect(late('2026-11-23T06:00:00Z')).toEqual({
      date: '2026-11-22 has passed at the server. Choose a day from 2026-11-23 on.',
    });
  });

  it('lets a token that has expired keep its expiry, but takes no other past day', () => {
    const context = { ...forEdit, original: { ...token, expiresAt: at('2026-11-01T12:00:00Z') } };
    expect(formProblems({ ...form, date: '2026-11-01' }, context)).toEqual({});
    expect(Object.keys(formProblems({ ...form, date: '2026-11-02' }, context))).toEqual(['date']);
  });

  it('names every field at once', () => {
    const wrong = { ...form, name: '', date: '', addresses: '10.0.0.256', privileges: [] };
    expect(formProblems(wrong, forNew)).toEqual({
      name: 'Give the token a name: letters, numbers, dashes and underscores.',
      date: 'Give a date as YYYY-MM-DD, or choose that the token will not expire.',
      addresses: '“256” in “10.0.0.256” is too large: each number is at most 255.',
      privileges: 'Choose at least one privilege. WHM makes no token without one.',
    });
  });
});

describe('caseClash', () => {
  it.each([
    ['a name that differs by case', 'dEPLOY ', forNew, 'Deploy'],
    ['the very name, which is a duplicate and no clash', 'Deploy', forNew, null],
    ['another name', 'deploys', forNew, null],
    ['the edited token’s own name in capitals', 'BACKUP', forEdit, null],
    ['another token beside its own', 'BACKUP', { ...forEdit, names: ['backup', 'Backup'] }, 'Backup'],
  ])('of %s', (_title, name, context, clash) => {
    expect(caseClash(name, context)).toBe(clash);
  });
});
