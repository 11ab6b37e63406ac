import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_DEFINITION_ISSUES } from './knownDefinitionIssues.ts';
import { OfficialValidator, officialValidatorIsInstalled } from './officialValidator.ts';

/**
 * Holds every definition and example of the package (npm run package) against the official validator, which has the
 * package loaded: npm run oracle:definitions [-- PATTERN]. Prints each error that is not listed with its reason, and
 * ends with status 1 when there is any.
 */
const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'dist/package');
const pattern = new RegExp(process.argv[2] ?? '');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (!officialValidatorIsInstalled()) {
  print('HL7’s validator is not installed, so there is nothing to ask.');
  process.exit(0);
}

const paths = ['package', 'package/example'].flatMap((part) =>
  readdirSync(join(FOLDER, part))
    .filter((name) => /^[A-Z].*\.json$/.test(name) && pattern.test(name))
    .sort()
    .map((name) => join(part, name)),
);
/** HL7 Norge’s base profiles, with which ours say that they comply. */
const NO_BASIS = join(ROOT, '../shared/standards/no-basis');

const official = new OfficialValidator([
  ...(existsSync(NO_BASIS) ? [NO_BASIS] : []),
  join(FOLDER, 'package.tgz'),
]);
let errors = 0;
let listed = 0;
await Promise.all(
  paths.map(async (path) => {
    const verdict = await official.judge(readFileSync(join(FOLDER, path), 'utf8'), path);
    for (const { severity, id, expression, message } of verdict.issues) {
      if (severity === 'error' || severity === 'fatal') {
        const known = KNOWN_DEFINITION_ISSUES.find((issue) => issue.id === id && issue.file.test(path));
        if (known === undefined) {
          errors += 1;
          print(`${path} ${expression} [${id ?? ''}] ${message.slice(0, 300)}`);
        } else {
          listed += 1;
        }
      }
    }
  }),
);
official.close();
print(`${errors} errors in ${paths.length} resources, besides ${listed} that are listed with their reasons`);
process.exitCode = errors > 0 ? 1 : 0;
