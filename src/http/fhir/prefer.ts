/** What the caller would like (FHIR R4 3.1.0.1.3 and 3.1.1.3; RFC 7240). */
export interface Prefer {
  readonly return: 'representation' | 'minimal' | 'OperationOutcome';
  readonly handling: 'strict' | 'lenient';
}

const NO_WISHES: Prefer = { return: 'representation', handling: 'strict' };

/** What is not said, or not understood, is as if not said: the whole resource, and unknown parameters refused. */
export function parsePrefer(header: string | readonly string[] | undefined): Prefer {
  if (header === undefined) {
    return NO_WISHES;
  }
  const wishes = new Map(
    [header].flat().join(',').split(/[,;]/).map((wish) => {
      const [name = '', value = ''] = wish.split('=').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
      return [name.toLowerCase(), value] as const;
    }),
  ); // prettier-ignore
  const wanted = wishes.get('return');
  return {
    return: wanted === 'minimal' || wanted === 'OperationOutcome' ? wanted : 'representation',
    handling: wishes.get('handling') === 'lenient' ? 'lenient' : 'strict',
  };
}
