import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { OfficialValidator, officialValidatorIsInstalled } from '../oracle/officialValidator.ts';

const ROOT = join(import.meta.dirname, '../..');
const isInstalled = officialValidatorIsInstalled();
const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-package-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const livesAlone = (value: object): string =>
  JSON.stringify({
    resourceType: 'Patient',
    extension: [{ url: 'https://forlopsbro.no/fhir/StructureDefinition/lives-alone', ...value }],
  });

describe.skipIf(!isInstalled)(
  `the official validator with package.tgz${isInstalled ? '' : ' (skipped: it is not installed)'}`,
  () => {
    it('knows our extensions and profiles', { timeout: 300_000 }, async () => {
      await promisify(execFile)(join(ROOT, 'node_modules/.bin/node'), [
        join(ROOT, 'scripts/package/writePackage.ts'),
        folder,
      ]);
      const official = new OfficialValidator([join(folder, 'package.tgz')]);
      const right = await official.judge(livesAlone({ valueBoolean: true }), 'right');
      const wrong = await official.judge(livesAlone({ valueString: 'yes' }), 'wrong');
      const norwegian = await official.judge(
        JSON.stringify({
          resourceType: 'Encounter',
          status: 'planned',
          class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
          serviceType: {
            coding: [
              {
                system: 'urn:oid:2.16.578.1.12.4.1.1.8451',
                code: '320',
                display: 'Psykisk helsevern voksne',
              },
            ],
          },
        }),
        'a Norwegian display in a resource of no stated language',
      );
      const carePlan = await official.judge(
        JSON.stringify({
          resourceType: 'CarePlan',
          status: 'active',
          intent: 'plan',
          subject: { display: 'x' },
        }),
        'care plan',
        ['https://forlopsbro.no/fhir/StructureDefinition/pathway-care-plan'],
      );
      official.close();
      expect(right.errors).toBe(0);
      expect(wrong.errors).toBeGreaterThan(0);
      expect(norwegian.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(carePlan.issues.some(({ message }) => message.includes('pathway-care-plan'))).toBe(true);
    });
  },
);
