import { FORLOPSBRO } from '../../fhir/systems.ts';

/** Topics that every pathway must ask about although no measurement point has a code for them. */
export const PLAN_TOPIC_SYSTEM = `${FORLOPSBRO}/CodeSystem/plan-topic`;

/** How far the follow-up of a minor next of kin has come. */
export const MINOR_FOLLOW_UP_SYSTEM = `${FORLOPSBRO}/CodeSystem/minor-follow-up`;

/** Kinds of result that a Task of a measurement point has. */
export const TASK_OUTPUT_SYSTEM = `${FORLOPSBRO}/CodeSystem/task-output`;
