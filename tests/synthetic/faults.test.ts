import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/finding.ts';
import { RECORD_FINDINGS } from '../../src/formats/record/findings.ts';
import { parsePathwayRecord } from '../../src/formats/record/parse.ts';
import { openKnowledge, type Knowledge } from '../../src/knowledge.ts';
import type { Catalogue } from '../../src/pathway/catalogue.ts';
import { checkHistory } from '../../src/pathway/check.ts';
import { PATHWAY_FINDINGS } from '../../src/pathway/findings.ts';
import { historyOfRecord } from '../../src/pathway/historyOfRecord.ts';
import { FAULT_KINDS, generateFaults, type FaultyRecord } from '../../src/synthetic/faults.ts';

const TODAY = '2026-03-10';
let knowledge: Knowledge;

beforeAll(() => {
  knowledge = openKnowledge();
});

function findingsOf(record: unknown, today: string, catalogue: Catalogue): readonly Finding[] {
  const parsed = parsePathwayRecord(JSON.parse(JSON.stringify(record)), knowledge.terminology);
  if (!parsed.ok) return parsed.findings;
  return [...parsed.findings, ...checkHistory(historyOfRecord(parsed.record), catalogue, today)];
}

function judge(faults: Iterable<FaultyRecord>, today: string, catalogue: Catalogue = knowledge.catalogue) {
  const unexpected: string[] = [];
  const found = new Set<string>();
  for (const { record, finding } of faults) {
    const findings = findingsOf(record, today, catalogue);
    const codes = findings.map(({ definition }) => definition.code);
    const others = findings.filter(
      ({ definition, severity }) => definition.code !== finding && severity !== 'information',
    );
    if (codes.includes(finding)) found.add(finding);
    if (!codes.includes(finding) || others.length > 0)
      unexpected.push(`${finding}: found ${codes.join(', ')}`);
  }
  return { unexpected, found };
}

describe('generated faults', () => {
  it('get the finding that they name, and no other error or warning', () => {
    const { catalogue } = knowledge;
    const { unexpected, found } = judge(
      generateFaults({ seed: 1, count: 2500, today: TODAY, catalogue }),
      TODAY,
    );
    expect(unexpected).toEqual([]);
    // No code of the catalogue has a last day, so that none can be expired.
    const seedable = new Set(FAULT_KINDS.map(({ finding }) => finding.code).filter((code) => code !== '120'));
    expect(found).toEqual(seedable);
  });

  it.each([
    [2, '2019-04-01'],
    [3, '2022-06-30'],
    [4, '2024-11-15'],
    [5, '2027-01-01'],
  ])('do so with seed %d on %s', (seed, today) => {
    const { catalogue } = knowledge;
    expect(judge(generateFaults({ seed, count: 400, today, catalogue }), today).unexpected).toEqual([]);
  });

  it('have expired codes where the catalogue has them', () => {
    const code = knowledge.catalogue.combinedCodes.get('D11UB');
    if (code === undefined) throw new Error('The catalogue has no D11UB');
    const combinedCodes = new Map(knowledge.catalogue.combinedCodes).set('D11UB', {
      ...code,
      validTo: '2019-01-02',
    });
    const catalogue = { ...knowledge.catalogue, combinedCodes };
    const faults = [...generateFaults({ seed: 1, count: 300, today: TODAY, catalogue })];
    const expired = faults.filter(({ finding }) => finding === '120');
    expect(expired.length).toBeGreaterThan(0);
    expect(judge(expired, TODAY, catalogue).unexpected).toEqual([]);
  });

  it('are the same for the same seed', () => {
    const request = { seed: 9, count: 60, today: TODAY, catalogue: knowledge.catalogue };
    expect([...generateFaults(request)]).toEqual([...generateFaults(request)]);
  });

  it('cover every finding that one record can get', () => {
    const seeded = new Set(FAULT_KINDS.map(({ finding }) => finding.code));
    const all = [...Object.values(PATHWAY_FINDINGS), ...Object.values(RECORD_FINDINGS)];
    const left = all.filter(({ code }) => !seeded.has(code)).map(({ code }) => code);
    expect([...new Set(left)].sort()).toEqual(NOT_SEEDED.toSorted());
  });
});

/** Findings that no record of a pathway can be made to get, with the reason. */
const NOT_SEEDED = [
  // Of a record they are an error of its own (national-id-birth-date).
  'birth-date-and-national-id-disagree',
  // A record has one pathway type.
  'several-pathway-types',
  // They need two pathways of one patient.
  '224',
  'first-trust-missing',
  'first-trust-start-differs',
  'transfer-ended-otherwise',
  // The form of the record says it first, under its own code.
  'contact-ends-before-start',
  'first-trust-incomplete',
  'impossible-date',
  'unknown-contact',
  // No fault, but what is not known, or what the sender has chosen.
  'edition-not-in-force',
  'unconfirmed-in-edition',
  // Bounds against hostile input.
  'record-more-faults',
  'record-too-large',
];
