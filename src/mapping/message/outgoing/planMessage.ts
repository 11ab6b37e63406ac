import type { Bundle } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../../findings/finding.ts';
import { addNotice, addReport } from './careContent.ts';
import { addDialogue } from './dialogueContent.ts';
import { PLAN_MESSAGE_FINDINGS } from './findings.ts';
import { MessageDraft, type DraftOptions } from './messageDraft.ts';
import { PlanBundle } from './planBundle.ts';
import {
  choosePlanForm,
  isOccasionFor,
  PLAN_FORMS,
  stayOccasion,
  USUALLY_SUPPORTED,
  type StayOccasion,
} from './planForms.ts';
import { municipalityOf, receiverWith } from './planReceiver.ts';

export interface PlanMessageOptions extends DraftOptions {
  /** Type and version that is asked for, as translate names them; absent: what the receiver supports decides. */
  readonly form?: string;
  /** What the receiver supports; USUALLY_SUPPORTED when absent. */
  readonly supported?: readonly string[];
  /** HER-id or organisation number of the receiver; absent: the municipal unit that the plan names. */
  readonly receiver?: string;
}

export interface PlanMessage {
  /** Of type message, for the encoder; absent: it cannot be made, and the findings say why. */
  readonly bundle?: Bundle;
  readonly form?: string;
  readonly findings: readonly Finding[];
}

/**
 * A pathway's plan as a message that a municipal system without FHIR can read: a discharge report, health information
 * or a notice where there is occasion, else a health-professional dialogue. Input is a Bundle of any type but message
 * with one CarePlan and what it refers to.
 */
export function planMessage(bundle: Bundle, options: PlanMessageOptions): PlanMessage {
  const source = new PlanBundle(bundle);
  const [plan, another] = source.plans;
  if (plan === undefined || another !== undefined) {
    return refused(PLAN_MESSAGE_FINDINGS.noPlan, { count: String(source.plans.length) });
  }
  const patient = source.patientOf(plan);
  const sender = source.organizationOf(
    source.memberOf(plan, 'trust') ?? source.resolve(plan.author?.reference),
  );
  const named =
    options.receiver === undefined
      ? source.organizationOf(
          source.memberOf(plan, 'coordinating-unit') ??
            source.memberOf(plan, 'municipal-service') ??
            source.memberOf(plan, 'municipal-coordinator'),
        )
      : receiverWith(options.receiver, bundle);
  const byAddress =
    options.receiver !== undefined || patient === undefined ? undefined : municipalityOf(patient);
  const receiver = named ?? byAddress;
  const missing = [
    ...(patient === undefined ? [['patient', 'CarePlan.subject'] as const] : []),
    ...(sender === undefined ? [['sender', 'CarePlan.author'] as const] : []),
    ...(receiver === undefined
      ? [
          [
            'receiver',
            options.receiver === undefined
              ? 'CareTeam.participant (coordinating-unit, municipal-service), Patient.address.district'
              : 'HER-id, organisation number',
          ] as const,
        ]
      : []),
  ];
  if (patient === undefined || sender === undefined || receiver === undefined) {
    return {
      findings: missing.map(([party, expected]) =>
        createFinding(PLAN_MESSAGE_FINDINGS.missing, '', { party, expected }),
      ),
    };
  }
  const occasion = stayOccasion(source.encountersOf(patient));
  const { supported = USUALLY_SUPPORTED } = options;
  const form = options.form ?? choosePlanForm(supported, occasion);
  const chosen = form === undefined ? undefined : PLAN_FORMS.get(form);
  if (form === undefined || chosen === undefined || !isOccasionFor(chosen, occasion)) {
    const possible = [...PLAN_FORMS].filter(([, one]) => isOccasionFor(one, occasion)).map(([id]) => id);
    return refused(PLAN_MESSAGE_FINDINGS.noForm, {
      asked: options.form ?? supported.join(', '),
      possible: possible.join(', '),
    });
  }
  const draft = new MessageDraft({ source, plan, patient, sender, receiver }, options);
  switch (chosen.kind) {
    case 'dialogue':
      addDialogue(draft);
      break;
    case 'notice':
      addNotice(draft, occasion as StayOccasion);
      break;
    case 'health-information':
    case 'discharge-report':
      addReport(draft, chosen.kind, chosen.version, occasion as StayOccasion);
      break;
  }
  return {
    bundle: draft.finish(form),
    form,
    findings: [
      createFinding(PLAN_MESSAGE_FINDINGS.chosen, '', { form }),
      ...(named === undefined
        ? [createFinding(PLAN_MESSAGE_FINDINGS.receiverByAddress, '', { name: receiver.name ?? '' })]
        : []),
      ...draft.findings,
    ],
  };
}

function refused(
  definition: (typeof PLAN_MESSAGE_FINDINGS)['noPlan' | 'noForm'],
  values: Readonly<Record<string, string>>,
): PlanMessage {
  return { findings: [createFinding(definition, '', values)] };
}
