import type { CodeSystemConcept } from '@medplum/fhirtypes';
import { propertiesOf, propertyOf } from './concepts.ts';

/** What an edition of the pathways says of itself; its pathway times stand in its PlanDefinitions. */
export const EDITION_FACTS = [
  'validFrom',
  'validTo',
  'startDateRule',
  'pathwayTypes',
  'events',
  'codes',
] as const;

export type EditionFactName = (typeof EDITION_FACTS)[number];

export interface EditionFact {
  readonly fact: EditionFactName;
  /** Absent where it does not stand in the edition itself: which events and codes it has is told by the lists. */
  readonly value?: string;
  readonly confirmed: boolean;
  /** Empty where none is told. */
  readonly source: string;
}

/**
 * The facts of an edition, a concept of CodeSystem catalogue-edition, each with its source and whether it is confirmed.
 * A fact that does not say that it is confirmed is not; one without a source has that of the edition. The last day is
 * left out where there is none.
 */
export function factsOfEdition(edition: CodeSystemConcept): readonly EditionFact[] {
  const general = propertyOf(edition, 'source')?.valueString ?? '';
  return EDITION_FACTS.flatMap((fact): EditionFact[] => {
    const value = valueOf(edition, fact);
    return fact === 'validTo' && value === undefined
      ? []
      : [
          {
            fact,
            ...(value !== undefined && { value }),
            confirmed: propertyOf(edition, `${fact}Confirmed`)?.valueBoolean === true,
            source: propertyOf(edition, `${fact}Source`)?.valueString ?? general,
          },
        ];
  });
}

function valueOf(edition: CodeSystemConcept, fact: EditionFactName): string | undefined {
  switch (fact) {
    case 'validFrom':
    case 'validTo':
      return propertyOf(edition, fact)?.valueDateTime;
    case 'startDateRule':
      return propertyOf(edition, fact)?.valueCode;
    case 'pathwayTypes':
      return propertiesOf(edition, 'pathwayType')
        .map(({ valueCoding }) => valueCoding?.code ?? '')
        .join(' ');
    case 'events':
    case 'codes':
      return undefined;
  }
}
