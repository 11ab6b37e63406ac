import type { CodeableConcept, Coding, Parameters, ParametersParameter, Resource } from '@medplum/fhirtypes';

/** A value of another element on which a translation depends (ConceptMap/$translate). */
export interface Dependency {
  /** Which element: the URI in the map's dependsOn.property, or the name at its end; undefined when that is lacking. */
  readonly element: string | undefined;
  /** Of the value, where it is told. */
  readonly system?: string | undefined;
  /** Undefined when it is lacking. */
  readonly value: string | undefined;
}

/** What was sent with an operation, by GET or by POST. What has the wrong type counts as not sent. */
export interface OperationInput {
  /** A primitive value as text. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  coding(name: string): Coding | undefined;
  codeableConcept(name: string): CodeableConcept | undefined;
  resource(name: string): Resource | undefined;
  readonly dependencies: readonly Dependency[];
}

/** Input of an operation by POST. */
export function inputFromParameters(parameters: Parameters): OperationInput {
  const parts = Array.isArray(parameters.parameter) ? parameters.parameter : [];
  const named = (name: string): ParametersParameter[] => parts.filter((part) => part.name === name);
  const texts = (name: string): readonly string[] => named(name).flatMap((part) => primitiveOf(part) ?? []);
  return {
    text: (name) => texts(name)[0],
    texts,
    coding: (name) => named(name)[0]?.valueCoding,
    codeableConcept: (name) => named(name)[0]?.valueCodeableConcept,
    resource: (name) => named(name)[0]?.resource,
    dependencies: named('dependency').map(dependencyOf),
  };
}

/** Input of an operation by GET; a Coding is written as a token, `system|code`, a dependency as `element|code`. */
export function inputFromQuery(query: Iterable<readonly [string, string]>): OperationInput {
  const byName = new Map<string, string[]>();
  for (const [name, value] of query) {
    const values = byName.get(name);
    if (value === '') {
      // As in a search (FHIR R4 3.1.1.3), a parameter without a value counts as not sent.
      continue;
    }
    if (values === undefined) {
      byName.set(name, [value]);
    } else {
      values.push(value);
    }
  }
  const texts = (name: string): readonly string[] => byName.get(name) ?? [];
  return {
    text: (name) => byName.get(name)?.[0],
    texts,
    coding(name) {
      const token = texts(name)[0];
      return token === undefined ? undefined : codingOfToken(token);
    },
    codeableConcept: () => undefined,
    resource: () => undefined,
    dependencies: texts('dependency').map((token) => {
      const { system: element, code: value } = codingOfToken(token);
      return { element, value };
    }),
  };
}

/** FHIR R4 3.1.1.5.10 (token): `code`, `system|code`, and `|code` for a code without a system. */
export function codingOfToken(token: string): Coding {
  const bar = token.lastIndexOf('|');
  return bar <= 0
    ? { code: token.slice(bar + 1) }
    : { system: token.slice(0, bar), code: token.slice(bar + 1) };
}

function primitiveOf(part: ParametersParameter): string | undefined {
  for (const [key, value] of Object.entries(part) as [string, unknown][]) {
    if (key.startsWith('value') && ['string', 'number', 'boolean'].includes(typeof value)) {
      return String(value);
    }
  }
  return undefined;
}

/** FHIR R4: `concept` is a CodeableConcept; a Coding or a plain value says as much. */
function dependencyOf({ part }: ParametersParameter): Dependency {
  const parts = Array.isArray(part) ? part : [];
  const element = parts.find(({ name }) => name === 'element');
  const concept = parts.find(({ name }) => name === 'concept');
  const coding = concept?.valueCodeableConcept?.coding?.[0] ?? concept?.valueCoding;
  return {
    element: element && primitiveOf(element),
    system: coding?.system,
    value: coding?.code ?? (concept && primitiveOf(concept)),
  };
}

/**
 * The same input, where the URI of a code system was sent as a canonical: the version behind it is the version that is
 * asked for, unless that is named otherwise.
 */
export function withVersionApart(
  input: OperationInput,
  uriNames: readonly string[],
  versionName: string,
): OperationInput {
  return uriNames.reduce((read, name) => {
    const [uri = '', version] = read.text(name)?.split('|') ?? [];
    return version === undefined
      ? read
      : withTexts(read, { [name]: uri, [versionName]: read.text(versionName) ?? version });
  }, input);
}

/** The same input with other texts, such as the system that the address of an operation names. */
export function withTexts(input: OperationInput, texts: Readonly<Record<string, string>>): OperationInput {
  return {
    ...input,
    text: (name) => texts[name] ?? input.text(name),
    texts: (name) => (texts[name] === undefined ? input.texts(name) : [texts[name]]),
  };
}
