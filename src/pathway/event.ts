/** Events (Volven 9322) and outcomes that the rules speak of. Which codes exist is the catalogue's matter. */

export const EVENT = {
  start: 'A',
  firstAttendance: 'M',
  clinicalDecision: 'C',
  evaluation: 'E',
  feedback: 'F',
  detoxificationEnded: 'D',
  symptomStart: 'P',
  treatmentEnded: 'T',
  helpNeed: 'H',
  end: 'X',
  patientPostponed: 'L',
} as const;

export const OUTCOME = {
  /** Of C (9323): extended assessment. */
  extendedAssessment: 'U',
  /** Of X (9326): moved to another pathway within mental health and substance use. */
  movedToOtherPathway: 'N',
  /** Of X (9326): moved to another trust or private unit. */
  movedToOtherTrust: 'O',
} as const;

/** Pathway types (9321) with rules of their own. */
export const PATHWAY_TYPE = {
  /** Newborn child of a mother who uses or has used substances: the pathway may begin before birth. */
  newborn: 'D10',
  /** Children and young people in mental health care. */
  childrenAndYoung: 'D12',
} as const;
