/** Exit statuses of every command. */
export const EXIT = {
  ok: 0,
  /** The input has errors. */
  inputErrors: 1,
  /** The command was called wrongly (an unknown option, a file that cannot be read). */
  wrongUsage: 2,
} as const;
