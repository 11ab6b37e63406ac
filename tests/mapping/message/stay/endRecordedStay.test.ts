import type { Encounter } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { withEnd, withoutEndOfLetter } from '../../../../src/mapping/message/stay/endRecordedStay.ts';
import { errorsIn } from '../../../conformance/errorsIn.ts';

const STARTS = ['2026-03-05', '2026-03-05T10:00:00+01:00'];
const ENDS = ['2026-03-05', '2026-03-05T12:00:00+01:00', '2026-03-09', '2026-03-09T08:00:00+01:00'];

describe('a recorded stay that a letter ends', () => {
  it.each(STARTS.flatMap((start) => ENDS.map((end) => [start, end] as const)))(
    'from %s to %s is valid, says both, and is as recorded once the letter is taken back',
    (start, end) => {
      const recorded: Encounter = {
        resourceType: 'Encounter',
        status: 'in-progress',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
        period: { start },
      };
      const ended = withEnd(recorded, end);
      expect(errorsIn(ended)).toEqual([]);
      expect(ended.status).toBe('finished');
      expect(JSON.stringify(ended.period)).toContain(`"${end}"`);
      expect(withoutEndOfLetter(ended)).toEqual(recorded);
    },
  );
});
