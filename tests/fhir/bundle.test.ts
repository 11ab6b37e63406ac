import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identifierUrl } from '../../src/fhir/bundle.ts';

test('an identifier is escaped for the search and then for the URL', () => {
  expect(identifierUrl('Task', { system: 'urn:oid:1.2', value: 'a|b,c$d\\e f' })).toBe(
    'Task?identifier=urn%3Aoid%3A1.2%7Ca%5C%7Cb%5C%2Cc%5C%24d%5C%5Ce%20f',
  );
});

test('whatever the value, system and value can be read back', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const url = new URL(identifierUrl('Task', { system: 'urn:oid:1.2', value }), 'http://example.org/');
      const token = url.searchParams.get('identifier') ?? '';
      expect(token.slice('urn:oid:1.2|'.length).replace(/\\([\\|,$])/g, '$1')).toBe(value);
    }),
  );
});
