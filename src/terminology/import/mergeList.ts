import type { CodeSystem, CodeSystemConcept, CodeSystemProperty } from '@medplum/fhirtypes';
import { FORLOPSBRO } from '../../fhir/systems.ts';
import type { Edition } from '../../pathway/catalogue.ts';
import { propertiesOf, validityOf } from '../concepts.ts';
import type { ImportedList } from './readList.ts';

/** Properties that an import can bring, where the list does not define them yet. */
export const IMPORTED_PROPERTIES: readonly CodeSystemProperty[] = [
  {
    code: 'validFrom',
    type: 'dateTime',
    description: 'First day on which the code can be used; absent when unknown',
  },
  {
    code: 'validTo',
    type: 'dateTime',
    description:
      'Last day on which the code can be used; absent when unknown, which is not the same as still valid',
  },
  { code: 'edition', type: 'Coding', description: 'An edition of the pathways that has the code' },
].map(({ code, type, description }) => ({
  code,
  uri: `${FORLOPSBRO}/CodeSystem/concept-property#${code}`,
  description,
  // The three literals above.
  type: type as CodeSystemProperty['type'],
}));

/** What a merged list gets that the import need not say. */
export interface MergeContext {
  /** Version of the result where the import names none. */
  readonly version: string;
  /** The editions that a code can name. */
  readonly editions: readonly Pick<Edition, 'id' | 'validFrom'>[];
}

/**
 * The list that results when an imported one takes effect. Codes that both have keep what the import does not give
 * (English texts, other properties, their days in editions that it does not name). What a complete import lacks is gone;
 * what a fragment does not mention stays. A new code that names editions, but no first day, begins with the first of them.
 */
export function mergeList(
  current: CodeSystem | undefined,
  imported: ImportedList,
  { version, editions }: MergeContext,
): CodeSystem {
  const former = new Map((current?.concept ?? []).map((concept) => [concept.code, concept]));
  const incoming = new Map(
    imported.concept.map((concept) => [
      concept.code,
      former.has(concept.code) ? concept : withFirstDay(concept, editions),
    ]),
  );
  const concept =
    imported.content === 'complete'
      ? [...incoming.values()].map((each) => mergeConcept(former.get(each.code), each))
      : [
          ...[...former.values()].map((each) => mergeConcept(each, incoming.get(each.code))),
          ...[...incoming.values()].filter(({ code }) => !former.has(code)),
        ];
  const content = imported.content === 'complete' ? 'complete' : (current?.content ?? 'fragment');
  const merged: CodeSystem = {
    ...(current ?? { resourceType: 'CodeSystem', url: imported.url, status: 'active', caseSensitive: true }),
    resourceType: 'CodeSystem',
    version: imported.version ?? version,
    content,
    count: concept.length,
    property: mergeProperties(current?.property ?? [], [
      ...(imported.property ?? []),
      ...IMPORTED_PROPERTIES,
    ]),
    concept,
  };
  if (content !== 'complete') {
    // How many codes the whole list has is not known of a part of it (FHIR R4, CodeSystem.count).
    delete merged.count;
  }
  return merged;
}

function withFirstDay(concept: CodeSystemConcept, editions: MergeContext['editions']): CodeSystemConcept {
  const named = propertiesOf(concept, 'edition').map(({ valueCoding }) => valueCoding?.code);
  const [first] = editions
    .filter(({ id }) => named.includes(id))
    .map(({ validFrom }) => validFrom)
    .sort();
  return first === undefined || validityOf(concept).validFrom !== undefined
    ? concept
    : { ...concept, property: [...(concept.property ?? []), { code: 'validFrom', valueDateTime: first }] };
}

function mergeConcept(
  former: CodeSystemConcept | undefined,
  incoming: CodeSystemConcept | undefined,
): CodeSystemConcept {
  if (former === undefined || incoming === undefined) {
    // One of the two is there for every code.
    return (incoming ?? former) as CodeSystemConcept;
  }
  const property = overlay(former.property, incoming.property, ({ code }) => code);
  const designation = overlay(former.designation, incoming.designation, ({ language = '' }) => language);
  return {
    ...former,
    ...incoming,
    ...(designation.length > 0 && { designation }),
    ...(property.length > 0 && { property }),
  };
}

/** The former entries whose key the incoming ones lack, then the incoming ones. */
function overlay<T>(
  former: readonly T[] = [],
  incoming: readonly T[] = [],
  keyOf: (entry: T) => string,
): T[] {
  const keys = new Set(incoming.map(keyOf));
  return [...former.filter((entry) => !keys.has(keyOf(entry))), ...incoming];
}

function mergeProperties(
  former: readonly CodeSystemProperty[],
  incoming: readonly CodeSystemProperty[],
): CodeSystemProperty[] {
  const codes = new Set(former.map(({ code }) => code));
  const added = new Map(
    incoming.filter(({ code }) => !codes.has(code)).map((property) => [property.code, property]),
  );
  return [...former, ...added.values()];
}
