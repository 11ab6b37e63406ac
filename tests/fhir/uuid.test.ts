import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameBasedUuid, uuidOf } from '../../src/fhir/uuid.ts';

const DNS_NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

test.each([
  ['www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'], // RFC 9562, A.4
  ['python.org', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
])('the UUID of the name %s is that of RFC 9562', (name, uuid) => {
  expect(nameBasedUuid(DNS_NAMESPACE, name)).toBe(uuid);
});

test('every name has a UUID of version 5, always the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(uuidOf(name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(uuidOf(name)).toBe(uuidOf(name));
    }),
  );
});
