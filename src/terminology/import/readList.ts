import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty } from '@medplum/fhirtypes';
import { createFinding, hasErrors, type Finding } from '../../findings/finding.ts';
import { CODE_SYSTEM, FORLOPSBRO, OUTCOME_LIST, volven } from '../../fhir/systems.ts';
import { dayOf } from '../../pathway/calendarDay.ts';
import { codeOfProperty, conceptsOf, propertiesOf, validityOf } from '../concepts.ts';
import { canonicalSystem } from '../systemUri.ts';
import { parseCsv } from './csv.ts';
import { IMPORT_FINDINGS } from './findings.ts';

export const EDITION_SYSTEM = `${FORLOPSBRO}/CodeSystem/catalogue-edition`;

/** A list as it came: `content` says whether what it lacks is gone (complete) or not mentioned (fragment). */
export type ImportedList = Pick<CodeSystem, 'url' | 'version' | 'title' | 'content' | 'property'> & {
  readonly url: string;
  readonly concept: readonly CodeSystemConcept[];
};

export type ReadListResult =
  | { readonly ok: true; readonly list: ImportedList }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What an imported list is held against: whether a list has a code. */
export interface KnownCodes {
  hasCode(system: string, code: string): boolean | undefined;
}

/** A FHIR CodeSystem as JSON. Places are FHIRPaths. */
export function readCodeSystemList(text: string, known: KnownCodes): ReadListResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, findings: [createFinding(IMPORT_FINDINGS.notJson, '')] };
  }
  const { resourceType, url, concept, content, version, title, property } = (value ??
    {}) as Partial<CodeSystem>;
  if (
    resourceType !== 'CodeSystem' ||
    typeof url !== 'string' ||
    !isConceptList(concept) ||
    concept.length === 0
  ) {
    return { ok: false, findings: [createFinding(IMPORT_FINDINGS.notCodeSystem, 'CodeSystem')] };
  }
  const concepts = [...conceptsOf({ concept })].map((each, index) => ({
    concept: each,
    place: `CodeSystem.concept[${index}]`,
  }));
  const first = new Map(concepts.toReversed().map((each) => [each.concept.code, each]));
  const twice = concepts.filter((each) => first.get(each.concept.code) !== each);
  const findings = [
    ...twice.map(({ concept: { code }, place }) => createFinding(IMPORT_FINDINGS.codeTwice, place, { code })),
    ...concepts.flatMap((each) => faultsOf(each.concept, each.place, known)),
  ];
  return finish(
    {
      url: canonicalSystem(url),
      content: content === 'complete' ? 'complete' : 'fragment',
      concept,
      ...(version !== undefined && { version }),
      ...(title !== undefined && { title }),
      ...(property !== undefined && { property }),
    },
    findings,
    known,
  );
}

/** Whether what stands in `concept` can be read as concepts, however deep. */
function isConceptList(value: unknown): value is CodeSystemConcept[] {
  return (
    isObjectList(value) &&
    value.every(
      ({ concept = [], property = [], designation = [] }) =>
        isConceptList(concept) && isObjectList(property) && isObjectList(designation),
    )
  );
}

function isObjectList(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every((member) => typeof member === 'object' && member !== null);
}

const COLUMNS = ['code', 'display', 'validFrom', 'validTo', 'edition'] as const;
type Column = (typeof COLUMNS)[number];

/**
 * CSV with a heading of `code;display;validFrom;validTo;edition` in any order, code and display required; a code has
 * one line, or one for each edition. What the file does not mention stays. Places are lines.
 *
 * @param system URI of the list
 */
export function readCsvList(text: string, system: string, known: KnownCodes): ReadListResult {
  const [heading, ...lines] = parseCsv(text);
  const names = heading?.cells ?? [];
  const findings: Finding[] = [
    ...(['code', 'display'] as const)
      .filter((column) => !names.includes(column))
      .map((column) => createFinding(IMPORT_FINDINGS.columnMissing, 'line 1', { column })),
    ...names
      .filter((name) => !(COLUMNS as readonly string[]).includes(name))
      .map((column) => createFinding(IMPORT_FINDINGS.columnUnknown, 'line 1', { column })),
  ];
  if (findings.length > 0) {
    return { ok: false, findings };
  }
  const concepts = new Map<string, CodeSystemConcept>();
  for (const { line, cells } of lines) {
    const cell = (column: Column): string => cells[names.indexOf(column)] ?? '';
    const place = `line ${line}`;
    const concept = conceptOfRow(cell);
    findings.push(...faultsOf(concept, place, known));
    if (concept.code !== '' && concept.display === '') {
      findings.push(createFinding(IMPORT_FINDINGS.displayMissing, place, { code: concept.code }));
    }
    const former = concepts.get(concept.code);
    if (former !== undefined && !agree(former, concept)) {
      findings.push(createFinding(IMPORT_FINDINGS.codeTwice, place, { code: concept.code }));
    }
    concepts.set(concept.code, former === undefined ? concept : withEditionsOf(former, concept));
  }
  return finish(
    { url: canonicalSystem(system), content: 'fragment', concept: [...concepts.values()] },
    findings,
    known,
  );
}

function conceptOfRow(cell: (column: Column) => string): CodeSystemConcept {
  const property: CodeSystemConceptProperty[] = [];
  for (const column of ['validFrom', 'validTo'] as const) {
    if (cell(column) !== '') {
      property.push({ code: column, valueDateTime: cell(column) });
    }
  }
  if (cell('edition') !== '') {
    property.push({ code: 'edition', valueCoding: { system: EDITION_SYSTEM, code: cell('edition') } });
  }
  return { code: cell('code'), display: cell('display'), ...(property.length > 0 && { property }) };
}

function agree(one: CodeSystemConcept, other: CodeSystemConcept): boolean {
  const [a, b] = [validityOf(one), validityOf(other)];
  return (
    one.display === other.display &&
    a.validFrom === b.validFrom &&
    a.validTo === b.validTo &&
    propertiesOf(one, 'edition').length > 0 &&
    propertiesOf(other, 'edition').length > 0
  );
}

function withEditionsOf(former: CodeSystemConcept, concept: CodeSystemConcept): CodeSystemConcept {
  return { ...former, property: [...(former.property ?? []), ...propertiesOf(concept, 'edition')] };
}

function faultsOf(concept: CodeSystemConcept, place: string, known: KnownCodes): Finding[] {
  const { code } = concept;
  if (typeof code !== 'string' || code.trim() === '') {
    return [createFinding(IMPORT_FINDINGS.codeMissing, place)];
  }
  const { validFrom, validTo } = validityOf(concept);
  const dates = Object.entries({ validFrom, validTo }).filter(
    ([, value]) => value !== undefined && dayOf(value) === undefined,
  );
  const editions = propertiesOf(concept, 'edition').map(({ valueCoding }) => valueCoding?.code ?? '');
  return [
    ...dates.map(([column, value = '']) =>
      createFinding(IMPORT_FINDINGS.dateInvalid, place, { column, value }),
    ),
    ...(dates.length === 0 && validFrom !== undefined && validTo !== undefined && validTo < validFrom
      ? [createFinding(IMPORT_FINDINGS.periodBackwards, place, { code, validFrom, validTo })]
      : []),
    ...editions
      .filter((edition) => known.hasCode(EDITION_SYSTEM, edition) !== true)
      .map((edition) => createFinding(IMPORT_FINDINGS.editionUnknown, place, { edition })),
  ];
}

/** A combined code gets its parts, where the file does not give them. */
function finish(list: ImportedList, findings: readonly Finding[], known: KnownCodes): ReadListResult {
  if (hasErrors(findings)) {
    return { ok: false, findings };
  }
  if (list.url !== CODE_SYSTEM.combinedCode) {
    return { ok: true, list };
  }
  const split = list.concept.map((concept) => ({ concept, parts: partsOf(concept, known) }));
  const unknown = split.filter(({ parts }) => parts === undefined);
  return unknown.length > 0
    ? {
        ok: false,
        findings: unknown.map(({ concept: { code } }) =>
          createFinding(IMPORT_FINDINGS.partsUnknown, code, { code }),
        ),
      }
    : {
        ok: true,
        list: {
          ...list,
          concept: split.map(({ concept, parts = [] }) => ({
            ...concept,
            property: [...parts, ...(concept.property ?? [])],
          })),
        },
      };
}

/** Pathway type (three characters), event and outcome (one each); undefined where the lists lack one of them. */
function partsOf(concept: CodeSystemConcept, known: KnownCodes): CodeSystemConceptProperty[] | undefined {
  if (codeOfProperty(concept, 'pathway') !== undefined) {
    return [];
  }
  const [, pathway = '', event = '', outcome] = /^(.{3})(.)(.)?$/.exec(concept.code) ?? [];
  const outcomeList = OUTCOME_LIST[event];
  const hasParts =
    known.hasCode(CODE_SYSTEM.pathwayType, pathway) === true &&
    known.hasCode(CODE_SYSTEM.event, event) === true &&
    (outcome === undefined
      ? outcomeList === undefined
      : outcomeList !== undefined && known.hasCode(volven(outcomeList), outcome) === true);
  if (!hasParts) {
    return undefined;
  }
  const part = (code: string, system: string, value: string) => ({
    code,
    valueCoding: { system, code: value },
  });
  return [
    part('pathway', CODE_SYSTEM.pathwayType, pathway),
    part('event', CODE_SYSTEM.event, event),
    ...(outcome === undefined || outcomeList === undefined
      ? []
      : [part('outcome', volven(outcomeList), outcome)]),
  ];
}
