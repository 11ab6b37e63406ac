/**
 * On whose behalf something is done. Repository, exchange and admin functions take it as their first argument;
 * access rules, AuditEvents and pseudonyms in logs hang on it.
 */
export interface Actor {
  /** The calling system (a client id, or `local` for the operator of this process). */
  readonly system: string;
  /** Organisation number of the organisation acted for. */
  readonly organization?: string;
  /** HPR number or another stable id of the person, where there is one. */
  readonly person?: string;
  /** Why, as a code of v3-PurposeOfUse, e.g. `TREAT`. */
  readonly purpose?: string;
}

/** Who acts until access control exists. */
export const LOCAL_OPERATOR: Actor = { system: 'local' };
