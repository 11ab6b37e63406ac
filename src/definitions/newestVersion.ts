import type { DefinitionFile } from './resourceFile.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** By their numbers; of two with the same numbers, one that is not yet published (2.0.0-beta) before the published. */
function compareVersions(a: string, b: string): number {
  const [numbers, label] = splitLabel(a);
  const [otherNumbers, otherLabel] = splitLabel(b);
  return (
    collator.compare(numbers, otherNumbers) ||
    Number(label === undefined) - Number(otherLabel === undefined) ||
    collator.compare(label ?? '', otherLabel ?? '')
  );
}

function splitLabel(version: string): readonly [string, string | undefined] {
  const dash = version.indexOf('-');
  return dash < 0 ? [version, undefined] : [version.slice(0, dash), version.slice(dash + 1)];
}

/** The one of that version or, where none is asked for, the newest. */
export function chooseVersion<File extends Pick<DefinitionFile, 'version'>>(
  files: readonly File[] | undefined,
  version: string | undefined,
): File | undefined {
  return version === undefined
    ? files?.reduce((newest, file) =>
        compareVersions(file.version ?? '', newest.version ?? '') > 0 ? file : newest,
      )
    : files?.find((file) => file.version === version);
}
