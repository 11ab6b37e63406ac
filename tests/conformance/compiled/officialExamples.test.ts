import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';
import { KNOWN_DIFFERENCES } from '../../oracle/knownDifferences.ts';
import { officialValidatorIsInstalled } from '../../oracle/officialValidator.ts';

const LIST = resolve(import.meta.dirname, '../../../../shared/tools/hl7-validator/examples-with-errors.tsv');
const EXAMPLES = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));

/** File names by what the official validator says of them: with errors, or not judged. */
function officialVerdicts(): { readonly wrong: ReadonlySet<string>; readonly unjudged: ReadonlySet<string> } {
  const wrong = new Set<string>();
  const unjudged = new Set<string>();
  for (const line of readFileSync(LIST, 'utf8').split('\n')) {
    const [file = '', message = ''] = line.split('\t');
    if (message !== '') {
      (message.includes('(not judged') ? unjudged : wrong).add(file);
    }
  }
  return { wrong, unjudged };
}

// Needs the list of verdicts, and the packages by which they were reached: ../shared/tools/hl7-validator, installed.
const isAtHand = existsSync(LIST) && officialValidatorIsInstalled();
if (!isAtHand) {
  process.stderr.write(
    'The official verdicts are not at hand, so the official examples are not held against them.\n',
  );
}

describe.skipIf(!isAtHand)('official R4 examples', () => {
  it('get the official verdict, but for the differences that are explained', { timeout: 120_000 }, () => {
    const { wrong, unjudged } = officialVerdicts();
    const validator = createValidator({ files: openDefinitionFiles() });
    const differences: string[] = [];
    for (const file of readdirSync(EXAMPLES)) {
      if (file.endsWith('.json') && file !== 'package.json' && !unjudged.has(file)) {
        const findings = validator.validateText(readFileSync(join(EXAMPLES, file), 'utf8'));
        if (findings.some(({ severity }) => severity === 'error') !== wrong.has(file)) {
          differences.push(file);
        }
      }
    }
    expect(differences.sort()).toEqual(KNOWN_DIFFERENCES.flatMap(({ files }) => files).sort());
  });
});
