/** Whether a code is in a value set; `unknown` where the definitions at hand cannot tell. */
export type Membership = 'in' | 'out' | 'unknown';

/** Code systems that no definition lists, whose codes have a form of their own. */
export const KNOWN_SYSTEMS: Readonly<Record<string, (code: string) => Membership>> = {
  // Media types (RFC 6838): any registered type; only the form can be told.
  'urn:ietf:bcp:13': (code) =>
    /^[A-Za-z0-9!#$&^_.+-]+(?:\/[A-Za-z0-9!#$&^_.+*-]+)?(?:\s*;.*)?$/.test(code) ? 'in' : 'out',
  // Language tags (RFC 5646), well-formed.
  'urn:ietf:bcp:47': (code) => (/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(code) ? 'in' : 'out'),
  // UCUM: the definition is a grammar over a table of units, which is not at hand.
  'http://unitsofmeasure.org': () => 'unknown',
};
