import { createFinding, type Finding } from '../../../findings/finding.ts';
import { textOfPart } from '../../../formats/jsonPart.ts';
import { isObject } from '../entries.ts';
import { VALIDATE_FINDINGS } from './findings.ts';

/** How the content is meant to be used (http://hl7.org/fhir/R4/valueset-resource-validation-mode.html). */
export type ValidationMode = 'create' | 'update' | 'delete' | 'profile';

const MODES: ReadonlySet<string> = new Set<ValidationMode>(['create', 'update', 'delete', 'profile']);

/** The names of the parameters of $validate. */
export const VALIDATE_PARAMETERS: readonly string[] = ['mode', 'profile'];

/** A call of $validate, whichever way its parameters came. */
export interface ValidateRequest {
  /** What is to be judged, with its text as it was sent; undefined: what is stored at the address. */
  readonly content: { readonly text: string; readonly value: unknown } | undefined;
  readonly mode: ValidationMode | undefined;
  readonly profiles: readonly string[];
  /** What is wrong with the call. */
  readonly findings: readonly Finding[];
}

/**
 * Takes the body of $validate apart: a resource, or a Parameters whose parameter `resource` has it. A Parameters
 * without one is itself what is judged; only at the address of an instance, where it has no other parameters than those
 * of the operation, is what is stored meant.
 */
export function readValidateRequest(
  body: { readonly text: string; readonly value: unknown } | undefined,
  query: URLSearchParams,
  isInstance: boolean,
): ValidateRequest {
  const parts = partsOf(body?.value);
  const index = parts?.findIndex((part) => nameOf(part) === 'resource') ?? -1;
  const meansStored =
    isInstance && parts !== undefined && parts.every((part) => VALIDATE_PARAMETERS.includes(nameOf(part)));
  const areParameters = index >= 0 || meansStored;
  const named = areParameters ? (parts ?? []) : [];
  const findings: Finding[] = [];
  const texts = (name: string): readonly string[] => [
    ...query.getAll(name),
    ...named.filter((part) => nameOf(part) === name).flatMap(textsOf),
  ];
  for (const part of named.filter((each) => !['resource', ...VALIDATE_PARAMETERS].includes(nameOf(each)))) {
    findings.push(
      createFinding(VALIDATE_FINDINGS.parameterIgnored, '', { found: nameOf(part).slice(0, 64) }),
    );
  }
  const [mode] = texts('mode');
  if (mode !== undefined && !MODES.has(mode)) {
    findings.push(createFinding(VALIDATE_FINDINGS.modeUnknown, '', { found: mode.slice(0, 64) }));
  }
  return {
    content: meansStored ? undefined : index < 0 ? body : contentOf(body?.text ?? '', named, index, findings),
    mode: mode !== undefined && MODES.has(mode) ? (mode as ValidationMode) : undefined,
    profiles: [...new Set(texts('profile'))],
    findings,
  };
}

function contentOf(
  text: string,
  parts: readonly unknown[],
  index: number,
  findings: Finding[],
): ValidateRequest['content'] {
  const part = parts[index];
  const value = isObject(part) ? part['resource'] : undefined;
  const ofPart = textOfPart(text, ['parameter', index, 'resource']);
  if (value === undefined || ofPart === undefined) {
    findings.push(createFinding(VALIDATE_FINDINGS.resourceMissing, `Parameters.parameter[${index}]`));
    return { text: 'null', value: null };
  }
  return { text: ofPart, value };
}

/** The parameters of a Parameters; undefined for anything else. */
function partsOf(value: unknown): readonly unknown[] | undefined {
  if (!isObject(value) || value['resourceType'] !== 'Parameters') {
    return undefined;
  }
  const { parameter } = value;
  return Array.isArray(parameter) ? parameter : undefined;
}

function nameOf(part: unknown): string {
  const name = isObject(part) ? part['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** A primitive value, of whatever type. */
function textsOf(part: unknown): readonly string[] {
  return Object.entries(isObject(part) ? part : {}).flatMap(([key, value]) =>
    key.startsWith('value') && typeof value === 'string' ? [value] : [],
  );
}
