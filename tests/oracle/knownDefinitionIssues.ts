/** What the official validator finds wrong with definitions or examples of ours, and why it stays. */
export const KNOWN_DEFINITION_ISSUES: readonly {
  /** The validator's message, by its id. */
  readonly id: string;
  readonly file: RegExp;
  readonly why: string;
}[] = [
  {
    id: 'Display_Name_for__should_be_one_of__instead_of',
    file: /example\/Bundle-message-/,
    why: 'A message is carried with the texts that its sender wrote beside the codes (attribute DN).',
  },
  {
    id: 'Terminology_TX_ValueSet_NotFound_CS',
    file: /example\//,
    why: 'HL7 Norge’s no-basis, loaded beside ours, binds municipalities, urban districts and roles to code systems in place of value sets.',
  },
  {
    id: 'Reference_REF_CantMatchChoice',
    file: /example\/Bundle-journey-/,
    why: 'What is referred to is at fault by that binding of no-basis alone, and so keeps none of the profiles.',
  },
];
