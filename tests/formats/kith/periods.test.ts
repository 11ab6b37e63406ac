import type { Bundle, Period } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { settlePeriod, statedTimeIn } from '../../../src/formats/kith/values/statedTime.ts';
import { measureLeafCoverage } from '../../../src/formats/kith/leafCoverage.ts';
import { errorsIn } from '../../conformance/errorsIn.ts';
import { careMessage } from './careMessages.ts';
import { bundleOf, DECODER, decodeText, exampleText, rootOf } from './messages.ts';

/** A message in which a period has the start and end. */
type WithPeriod = (start: string, end: string) => string;

function letter(start: string, end: string): string {
  return exampleText('discharge-letter-1.2.xml')
    .replace(/<StartDateTime V="[^"]*"\/>/, `<StartDateTime V="${start}"/>`)
    .replace(/<EndDateTime V="[^"]*"\/>/, `<EndDateTime V="${end}"/>`);
}

function stay(start: string, end: string): string {
  const event = (code: string, time: string): string =>
    `<TidsfestetHendelse><Hendelsekode V="${code}" S="2.16.578.1.12.4.1.1.9121"/>` +
    `<TidspunktForHendelse V="${time}"/><Anslag>false</Anslag></TidsfestetHendelse>`;
  return careMessage('care-ready-for-discharge-1.6').replace(
    /<TidsfestetHendelse>[^]*<\/TidsfestetHendelse>/,
    event('1', start) + event('2', end),
  );
}

const MESSAGES: readonly (readonly [string, WithPeriod])[] = [
  ['a contact of a letter', letter],
  ['a stay', stay],
];

const ORDERS = [
  ['2026-03-05', '2026-03-01', true],
  ['2026-03-05T10:00:00', '2026-03-05T09:00:00', true],
  ['2026-03-05', '2026-02', true],
  ['2026-03-05T10:00:00', '2026-03-05', false],
  ['2026-03-05', '2026-03-05T08:00:00', false],
  ['2026-03', '2026-03-05', false],
] as const;

function periodsIn(bundle: Bundle): Period[] {
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Encounter' && resource.period !== undefined ? [resource.period] : [],
  );
}

describe.each(MESSAGES)('the period of %s', (_name, withPeriod) => {
  it.each(ORDERS)('from %s to %s is kept, in valid FHIR, and written again', (start, end, isTold) => {
    const text = withPeriod(start, end);
    const decoded = decodeText(text);
    const bundle = bundleOf(decoded);
    expect(errorsIn(bundle)).toEqual([]);
    expect(measureLeafCoverage(rootOf(Buffer.from(text)), bundle).lost).toEqual([]);
    const found = decoded.findings.filter(({ definition }) => definition.code === 'message-end-before-start');
    expect(found.length).toBe(isTold ? 1 : 0);
    const { xml, findings } = encodeKith(bundle);
    expect(findings).toEqual([]);
    expect(Buffer.from(xml ?? []).toString()).toContain(`V="${end}"`);
    expect(Buffer.from(xml ?? []).toString()).toContain(`V="${start}"`);
    expect(bundleOf(DECODER.decode(xml ?? new Uint8Array()))).toEqual(bundle);
  });

  it('has the end that it is given in the Bundle', () => {
    const bundle = bundleOf(decodeText(withPeriod('2026-03-05', '2026-03-01')));
    const period = periodsIn(bundle).find((one) => Reflect.has(one, '_end')) ?? {};
    expect(period.end).toBeUndefined();
    period.end = '2026-03-09';
    expect(Buffer.from(encodeKith(bundle).xml ?? []).toString()).toContain('V="2026-03-09"');
  });
});

describe('a period of any two times', () => {
  const time = fc
    .date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2020-01-04T00:00:00Z'),
      noInvalidDate: true,
    })
    .chain((date) => fc.constantFrom(4, 7, 10, 0).map((length) => [date, length] as const))
    .map(([date, length]) =>
      length === 0 ? date.toISOString().replace(/\.\d+/, '') : date.toISOString().slice(0, length),
    );

  it('is one that FHIR can hold, and says what it said', () => {
    fc.assert(
      fc.property(time, time, (start, end) => {
        const period: Record<string, unknown> = { start, end };
        settlePeriod(period);
        expect(errorsIn({ resourceType: 'Patient', name: [{ period: period }] })).toEqual([]);
        expect([statedTimeIn(period, 'start').value, statedTimeIn(period, 'end').value]).toEqual([
          start,
          end,
        ]);
      }),
    );
  });
});
