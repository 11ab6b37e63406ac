/** What the official validator finds wrong with definitions or examples of ours, and why it stays. */
export const KNOWN_DEFINITION_ISSUES: readonly {
  /** The validator's message, by its id. */
  readonly id: string;
  readonly file: RegExp;
  readonly why: string;
}[] = [];
