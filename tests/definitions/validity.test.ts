import type { Resource } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROFILES_DIR } from '../../scripts/definitions/profiles.ts';
import { errorsIn } from '../conformance/errorsIn.ts';
import { typesOfFolder } from '../../src/definitions/profileFolder.ts';
import { describeFinding, hasErrors } from '../../src/findings/finding.ts';

describe('our definitions against FHIR R4', () => {
  it.each(typesOfFolder(PROFILES_DIR))('%s are valid', (folder) => {
    const faults = readdirSync(join(PROFILES_DIR, folder)).flatMap((name) => {
      const resource = JSON.parse(readFileSync(join(PROFILES_DIR, folder, name), 'utf8')) as Resource;
      const findings = errorsIn(resource);
      return hasErrors(findings)
        ? findings.map((finding) => `${name} ${finding.place}: ${describeFinding(finding).message}`)
        : [];
    });
    expect(faults).toEqual([]);
  });
});
