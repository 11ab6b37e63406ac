import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValidator, type Validator } from '../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../src/definitions/baseDefinitionFiles.ts';
import type { Bundle } from '@medplum/fhirtypes';
import { decodeAppRec } from '../../src/formats/kith/appRec.ts';
import { APPREC_VERSIONS } from '../../src/formats/kith/appRecMapping.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { FORMATS } from '../../src/formats/kith/formats.ts';
import { bundleOf, NO_CODES } from '../formats/kith/messages.ts';
import { elementPaths, generatedMessage, isLeftOut } from './generatedMessage.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS } from './kith.ts';
import { decode, expectEverythingMapped, expectSameAgain, schemaFaults, schemaModel } from './roundTrip.ts';
import type { Choose } from './schemaValue.ts';

/** A choice that goes round: other variants give other alternatives, and each run the same. */
function inTurn(variant: number): Choose {
  let calls = variant;
  return (below) => (calls += 1 + variant) % below;
}

/** Invariants of Period and Range: dates and limits are made at random. */
const MADE_UP: ReadonlySet<string> = new Set(['per-1', 'rng-2']);

let validator: Validator | undefined;

function expectValidFhir(bundle: unknown): void {
  validator ??= createValidator({ files: openDefinitionFiles() });
  const faults = validator
    .validate(bundle, { strictExtensions: false })
    .filter(({ severity }) => severity === 'error')
    .filter(({ values }) => !MADE_UP.has(values['rule'] ?? ''))
    .map(({ definition, place, values }) => `${definition.code} ${place} ${JSON.stringify(values)}`);
  expect(faults).toEqual([]);
}

function expectCarried(bytes: Buffer): void {
  expect(schemaFaults(bytes)).toBeUndefined();
  const bundle = bundleOf(decode(bytes));
  expectEverythingMapped(bytes, bundle);
  expectSameAgain(bundle);
  expectValidFhir(bundle);
}

/** Enough for each alternative of the widest choice to have its turn. */
const VARIANTS = [0, 1, 2, 3, 4, 5, 6] as const;

/** The status is one of the list, as FHIR has to know whether it is a rejection. */
function demandedOf(path: string, choose: Choose): Readonly<Record<string, string>> | undefined {
  switch (path) {
    case '/AppRec/Status':
      return { V: String(1 + choose(3)), DN: 'status' };
    case '/AppRec/MsgType':
      return { V: 'APPREC' };
    default:
      return undefined;
  }
}

describe.skipIf(!HAS_STANDARDS)(
  `Whatever acknowledgement the official schemas allow${NEEDS_STANDARDS}`,
  () => {
    it.each(Object.values(APPREC_VERSIONS))(
      '$migVersion has a home in FHIR and comes back',
      ({ namespace }) => {
        const read = (bytes: Uint8Array): Bundle => {
          const reading = decodeAppRec(bytes, NO_CODES);
          if (!reading.ok) {
            throw new Error('The acknowledgement is not read');
          }
          return reading.bundle;
        };
        const carried = (choose: Choose, isMaximal: boolean): void => {
          const xml = schemaModel().instance(namespace, 'AppRec', {
            choose,
            isMaximal,
            attributesOf: (path) => demandedOf(path, choose),
          });
          const bytes = Buffer.from(xml);
          expect(schemaFaults(bytes)).toBeUndefined();
          const bundle = read(bytes);
          expectEverythingMapped(bytes, bundle);
          expectValidFhir(bundle);
          const written = encodeKith(bundle);
          expect(schemaFaults(written.xml)).toBeUndefined();
          expect(read(written.xml ?? new Uint8Array())).toEqual(bundle);
        };
        VARIANTS.forEach((variant) => {
          carried(inTurn(variant), true);
        });
        fc.assert(
          fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
            carried((below) => (numbers.next().value ?? 0) % below, false);
          }),
          { numRuns: 20, endOnFailure: true },
        );
      },
    );
  },
);

describe.skipIf(!HAS_STANDARDS)(`Whatever the official schemas allow${NEEDS_STANDARDS}`, () => {
  describe.each(FORMATS.map((format) => ({ format, id: format.id })))('$id', ({ format }) => {
    const events = format.eventCodes.length === 0 ? [undefined] : format.eventCodes;

    it('has a home in FHIR and comes back, every element at once', () => {
      const visited = new Set<string>();
      const turns = new Map<string, number>();
      for (const variant of VARIANTS) {
        const event = events[variant % events.length];
        const made = (path: string): void => {
          visited.add(path);
        };
        expectCarried(
          generatedMessage(format, event, { choose: inTurn(variant), isMaximal: true, made, turns }),
        );
      }
      const unseen = [...elementPaths(format)].filter(
        (path) => !visited.has(path) && !isLeftOut(path, format),
      );
      expect(unseen).toEqual([]);
    });

    it('has a home in FHIR and comes back, some elements or others', () => {
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat()), fc.constantFrom(...events), (numbers, event) => {
          const choose: Choose = (below) => (numbers.next().value ?? 0) % below;
          expectCarried(generatedMessage(format, event, { choose }));
        }),
        { numRuns: 10, endOnFailure: true },
      );
    });
  });
});
