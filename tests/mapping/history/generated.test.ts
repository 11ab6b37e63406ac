import type { Bundle } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { hasErrors, type Finding } from '../../../src/findings/finding.ts';
import { parsePathwayRecord } from '../../../src/formats/record/parse.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { historiesOfResources } from '../../../src/mapping/history/historiesOfResources.ts';
import { resourcesOfBundle } from '../../../src/mapping/history/placedResource.ts';
import { mapPathwayRecord } from '../../../src/mapping/record/mapPathwayRecord.ts';
import { checkHistory } from '../../../src/pathway/check.ts';
import { expectedMilestones } from '../../../src/pathway/expected.ts';
import type { PathwayHistory } from '../../../src/pathway/history.ts';
import { historyOfRecord } from '../../../src/pathway/historyOfRecord.ts';
import { pathwayTimes } from '../../../src/pathway/pathwayTimes.ts';
import type { PathwayRecord } from '../../../src/pathway/record.ts';
import { generateFaults } from '../../../src/synthetic/faults.ts';
import { generateRecords } from '../../../src/synthetic/records.ts';

const { catalogue, terminology } = openKnowledge();
const TODAY = '2026-03-10';

function asFhir(record: PathwayRecord): Bundle {
  const { entries } = mapPathwayRecord(record, { catalogue, terminology, findings: [] });
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries.map(({ fullUrl, resource }) => ({ fullUrl, resource })),
  };
}

function codesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ definition, severity }) => `${severity} ${definition.code}`).sort();
}

/**
 * What FHIR does not tell: an edition that the catalogue lacks (the CarePlan names the one that was chosen instead), and
 * the one time at which a record was made.
 */
const LOST: ReadonlySet<string> = new Set(['warning unknown-edition', 'warning after-recorded']);

/** All that the rules make of a history, places and the pathway's own name apart. */
function judged(history: PathwayHistory): object {
  return {
    findings: codesOf(checkHistory(history, catalogue, TODAY)).filter((code) => !LOST.has(code)),
    times: pathwayTimes(history, catalogue, TODAY).map(
      ({ startPlace: _start, endPlace: _end, ...row }) => row,
    ),
    expected: expectedMilestones(history, catalogue).map(({ afterPlace: _after, ...due }) => due),
  };
}

describe('a pathway record that has become FHIR', () => {
  it('is judged as the record is', () => {
    for (const record of generateRecords({ seed: 11, count: 400, today: TODAY, catalogue })) {
      const histories = historiesOfResources(resourcesOfBundle(asFhir(record)));
      expect(histories).toHaveLength(1);
      expect(judged(histories[0] as PathwayHistory)).toEqual(judged(historyOfRecord(record)));
    }
  });

  it('is judged as the record is when something is wrong with it', () => {
    let compared = 0;
    for (const { record } of generateFaults({ seed: 12, count: 400, today: TODAY, catalogue })) {
      const parsed = parsePathwayRecord(record, terminology);
      if (!parsed.ok) {
        continue;
      }
      const history = historyOfRecord(parsed.record);
      if (hasErrors(checkHistory(history, catalogue, TODAY))) {
        continue;
      }
      compared += 1;
      const [fromFhir] = historiesOfResources(resourcesOfBundle(asFhir(parsed.record)));
      expect(judged(fromFhir as PathwayHistory)).toEqual(judged(history));
    }
    expect(compared).toBeGreaterThan(50);
  });
});
