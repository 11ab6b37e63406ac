/** What a name in XML can have, of ASCII as all names of HTML are. */

const LETTER = 1;
const IN_TAG_NAME = 2;
const IN_ATTRIBUTE_NAME = 3;

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) {
    return LETTER;
  }
  return /[0-9:_-]/.test(character) ? IN_TAG_NAME : character === '.' ? IN_ATTRIBUTE_NAME : 0;
});

const COLON = 0x3a;
const UNDERSCORE = 0x5f;

/** All take the code of a character, NaN at the end of the text. */
export function isLetter(character: number): boolean {
  return character < 128 && KINDS[character] === LETTER;
}

export function isInTagName(character: number): boolean {
  return character < 128 && (KINDS[character] === LETTER || KINDS[character] === IN_TAG_NAME);
}

export function startsAttributeName(character: number): boolean {
  return isLetter(character) || character === UNDERSCORE || character === COLON;
}

export function isInAttributeName(character: number): boolean {
  return character < 128 && KINDS[character] !== 0;
}
