import type { CodeSystemConcept, Extension } from '@medplum/fhirtypes';
import { extensionUrl, FORLOPSBRO } from '../../src/fhir/systems.ts';
import { factsOfEdition, type EditionFact } from '../../src/terminology/editionFacts.ts';

/** The pathway type of a plan, as its edition has it. */
interface TypeInEdition {
  readonly typeCode: string;
  /** Whether the first day of the type in the edition is known. */
  readonly startsKnown: boolean;
  /** The events that the type has (list 9322); absent where it is unknown which the edition has. */
  readonly events?: readonly string[];
}

/** The facts of the edition that a plan is of, each with its source and whether it is confirmed. */
export function factExtensions(edition: CodeSystemConcept, type: TypeInEdition): Extension[] {
  return factsOfEdition(edition).map((fact) => ({
    url: extensionUrl('edition-fact'),
    extension: [
      { url: 'fact', valueCode: fact.fact },
      ...valueOf(fact, type).map((valueString) => ({ url: 'value', valueString })),
      {
        url: 'confirmed',
        valueBoolean: fact.confirmed && (fact.fact !== 'validFrom' || type.startsKnown),
      },
      { url: 'source', valueString: fact.source },
    ],
  }));
}

/** The first and the last day stand in the plan's own effectivePeriod. */
function valueOf({ fact, value }: EditionFact, { typeCode, events }: TypeInEdition): readonly string[] {
  switch (fact) {
    case 'validFrom':
    case 'validTo':
      return [];
    case 'startDateRule':
    case 'pathwayTypes':
      return value === undefined ? [] : [value];
    case 'events':
      return events === undefined ? [] : [events.join(' ')];
    case 'codes':
      return events === undefined ? [] : [`${FORLOPSBRO}/ValueSet/measurement-points-${typeCode}`];
  }
}
