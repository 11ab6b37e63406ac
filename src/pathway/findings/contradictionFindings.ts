import type { FindingDefinition } from '../../findings/finding.ts';

/** What is said twice of one pathway or its patient, and not the same both times. */
export const CONTRADICTION_FINDINGS = {
  severalPathwayTypes: {
    code: 'several-pathway-types',
    severity: 'error',
    issueType: 'business-rule',
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
  birthDateOfOther: {
    code: 'birth-date-and-national-id-disagree',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The national id of the patient belongs to somebody born on another day than {found}.',
      no: 'Pasientens nasjonale identitet tilhører en som er født en annen dag enn {found}.',
    },
    remedy: {
      en: 'Correct the one that is wrong in the Patient; until then no other date is held against the birth date.',
      no: 'Rett det som er feil i Patient; til da holdes ingen annen dato opp mot fødselsdatoen.',
    },
    source: 'HIS 1001:2010, 4.1',
  },
} as const satisfies Record<string, FindingDefinition>;
