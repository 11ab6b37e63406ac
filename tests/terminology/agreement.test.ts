import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { referralPriority } from '../../src/mapping/referralPriority.ts';
import { openTerminology } from '../../src/terminology/terminology.ts';

const terminology = openTerminology(
  openDefinitions({ profilesDir: join(import.meta.dirname, '../../profiles') }),
);

describe('the concept maps and the tables of the mappings', () => {
  it.each(['0', '3', 'N', 'PK'])('agree on urgency %s', (code) => {
    const coding = { system: 'urn:oid:2.16.578.1.12.4.1.1.8306', code };
    expect(referralPriority(code, undefined).priority).toBe(
      terminology.translateCode('referral-urgency-to-request-priority', coding)?.code,
    );
  });
});
