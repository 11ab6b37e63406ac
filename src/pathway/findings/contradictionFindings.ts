import type { FindingDefinition } from '../../findings/finding.ts';

/** What is said twice of one pathway or its patient, and not the same both times. */
export const CONTRADICTION_FINDINGS = {
  severalPathwayTypes: {
    code: 'several-pathway-types',
    severity: 'error',
    issueType: 'invariant',
    message: {
      en: 'The pathway has several types, {types}: a pathway is of one type.',
      no: 'Forløpet har flere typer, {types}: et forløp er av én type.',
    },
    remedy: {
      en: 'Keep the type that the pathway has; another pathway of the patient is a plan of its own.',
      no: 'Behold typen forløpet har; et annet forløp for pasienten er en egen plan.',
    },
    source: 'Volven 9321; Helsedirektoratet, kodeveileder: start og type forløp',
  },
} as const satisfies Record<string, FindingDefinition>;
