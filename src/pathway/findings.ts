/**
 * What the pathway rules find. Where NPR has a feedback number (Volven 9329) it is the finding's identity; several
 * situations can share one. Everything else has a code of ours. Sources: the kodeveileder of Helsedirektoratet
 * (pakkeforløp, and nasjonale pasientforløp), as stated row by row.
 */

import type { FindingDefinition } from '../findings/finding.ts';
import { CODE_FINDINGS } from './findings/codeFindings.ts';
import { CONTRADICTION_FINDINGS } from './findings/contradictionFindings.ts';
import { DATE_FINDINGS } from './findings/dateFindings.ts';
import { START_FINDINGS } from './findings/startFindings.ts';
import { COURSE_FINDINGS } from './findings/courseFindings.ts';
import { TRANSFER_AND_TIME_FINDINGS } from './findings/transferAndTimeFindings.ts';

export { NPR_FEEDBACK } from './findings/sources.ts';

export const PATHWAY_FINDINGS = {
  ...CODE_FINDINGS,
  ...CONTRADICTION_FINDINGS,
  ...DATE_FINDINGS,
  ...START_FINDINGS,
  ...COURSE_FINDINGS,
  ...TRANSFER_AND_TIME_FINDINGS,
} as const satisfies Record<string, FindingDefinition>;
