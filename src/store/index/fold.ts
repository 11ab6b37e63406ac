/** Letters without a mark that comes off, as they are written where the keyboard lacks them. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Has no marks and none of those letters. */
const ASCII = /^[\t\n\r -~]*$/;

/**
 * A string without case, combining marks and letters of their own (å becomes a, ø o, æ ae), its white space collapsed:
 * string parameters are compared so (FHIR R4 3.1.1.4.7), so that Øydis is found by oydis.
 */
export function fold(text: string): string {
  const lowerCase = ASCII.test(text) ? text.toLowerCase() : withoutMarks(text);
  return lowerCase.replace(/\s+/g, ' ').trim();
}

function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter);
}
