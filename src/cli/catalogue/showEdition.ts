import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import type { Catalogue, Edition, PathwayTime } from '../../pathway/catalogue.ts';
import { conceptsOf, textOf } from '../../terminology/concepts.ts';
import { factsOfEdition, type EditionFact } from '../../terminology/editionFacts.ts';
import { tableOf } from './table.ts';

/** One thing that an edition of the pathways says, as it is told to an operator. */
export interface ToldFact {
  /** A fact of the edition, or the id of a pathway time. */
  readonly fact: string;
  /** `unknown` where nobody knows. */
  readonly value: string;
  readonly confirmed: boolean;
  readonly source: string;
}

export interface ToldEdition {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly ToldFact[];
}

/** The editions of a list of editions, all that each says with its source and whether it is confirmed. */
export function editionsOf(list: CodeSystem, catalogue: Catalogue): readonly ToldEdition[] {
  return [...conceptsOf(list)].map((concept) => ({
    id: concept.code,
    title: textOf(concept, 'no'),
    facts: toldFacts(concept, catalogue),
  }));
}

export function editionText({ id, title, facts }: ToldEdition): string {
  return `Edition ${id}: ${title}\n${tableOf([
    ['FACT', 'VALUE', 'CONFIRMED', 'SOURCE'],
    ...facts.map(({ fact, value, confirmed, source }) => [fact, value, confirmed ? 'yes' : 'no', source]),
  ])}`;
}

function toldFacts(concept: CodeSystemConcept, catalogue: Catalogue): readonly ToldFact[] {
  const edition = catalogue.editions.find(({ id }) => id === concept.code);
  return [
    ...factsOfEdition(concept).map((fact) => ({
      fact: fact.fact,
      value: valueOf(fact, edition, catalogue),
      confirmed: fact.confirmed,
      source: fact.source,
    })),
    ...timesOf(edition),
  ];
}

function valueOf({ fact, value }: EditionFact, edition: Edition | undefined, catalogue: Catalogue): string {
  if (value !== undefined || edition?.eventsConfirmed !== true) {
    return value ?? UNKNOWN;
  }
  const codes = [...catalogue.combinedCodes.values()].filter(({ pathway }) =>
    edition.pathwayTypes.includes(pathway),
  );
  return fact === 'codes'
    ? `${codes.length} of list 9327`
    : [...new Set(codes.map(({ event }) => event))].sort().join(' ');
}

const UNKNOWN = 'unknown';

/** Each pathway time, and each pathway type of which none is known. */
function timesOf(edition: Edition | undefined): readonly ToldFact[] {
  const { times = [], pathwayTypes = [] } = edition ?? {};
  return [
    ...times.map((time) => ({
      fact: time.id,
      value: daysOf(time),
      confirmed: time.confirmed,
      source: time.source,
    })),
    ...pathwayTypes
      .filter((type) => times.every(({ pathway }) => pathway !== type))
      .map((type) => ({ fact: `${type} pathway times`, value: UNKNOWN, confirmed: false, source: '' })),
  ];
}

/** Calendar days, of each setting that has a time. */
function daysOf({ days }: PathwayTime): string {
  return (['outpatient', 'inpatient'] as const)
    .map((setting) => `${setting} ${days[setting] === undefined ? UNKNOWN : `${days[setting]} days`}`)
    .join(', ');
}
