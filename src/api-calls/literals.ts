/*
 * Texts as string literals between double quotes. All that is not printable ASCII is written by its number:
 * a name cannot break a line, turn the reading direction of the code around, or depend on the encoding in
 * which a file is saved. So is `<`, lest `</script>` ends the script of a page.
 */

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `special` are the characters that need a backslash; `number` writes a character by its code point. */
function literal(special: string, number: (codePoint: number) => string): (text: string) => string {
  const written = (character: string) => {
    if (special.includes(character)) return `\\${character}`;
    if (/^[ -;=-~]$/.test(character)) return character;
    return named[character] ?? number(character.codePointAt(0) ?? 0);
  };
  return (text) => `"${[...text].map(written).join('')}"`;
}

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** `\u2028`, and two of them above U+FFFF: for languages that count in UTF-16. */
const utf16 = (codePoint: number) =>
  String.fromCodePoint(codePoint)
    .split('')
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('');

/** `\u2028`, `\U0001f511`. */
const fourOrEight = (codePoint: number) =>
  codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`;

const braces = (codePoint: number) => `\\u{${hex(codePoint, 1)}}`;

/** For JavaScript, Java and C#. */
export const utf16Literal = literal('"\\', utf16);
/** For Python, Go and R. */
export const codePointLiteral = literal('"\\', fourOrEight);
export const phpLiteral = literal('"\\$', braces);
export const rubyLiteral = literal('"\\#', braces);
/** Under `use utf8`. */
export const perlLiteral = literal('"\\$@', (codePoint) => `\\x{${hex(codePoint, 1)}}`);
