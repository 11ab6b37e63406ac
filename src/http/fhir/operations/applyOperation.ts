import type { CodeableConcept, PlanDefinition, Reference } from '@medplum/fhirtypes';
import { FORLOPSBRO } from '../../../fhir/systems.ts';
import { createFinding, type Finding } from '../../../findings/finding.ts';
import { applyPlan } from '../../../mapping/applyPlan.ts';
import {
  answer,
  missing,
  readDay,
  refuse,
  type OperationResult,
} from '../../../terminology/operationResult.ts';
import { OPERATION_FINDINGS } from './findings.ts';
import type { Operation, OperationCall } from './operation.ts';
import { judgeStart, withNotes } from './planStart.ts';

/** The references that a call can bring, with the types that each can be of. */
const REFERENCES = {
  subject: ['Patient', 'Group'],
  encounter: ['Encounter'],
  practitioner: ['Practitioner', 'PractitionerRole'],
  organization: ['Organization'],
} as const satisfies Record<string, readonly string[]>;

type ReferenceName = keyof typeof REFERENCES;

/** PlanDefinition/$apply (FHIR R4), for one subject, with the day on which the pathway starts; stores nothing. */
export const APPLY_OPERATION: Operation = {
  name: 'apply',
  resourceType: 'PlanDefinition',
  levels: ['type', 'instance'],
  definition: `${FORLOPSBRO}/OperationDefinition/PlanDefinition-apply`,
  parameters: [
    'planDefinition',
    'subject',
    'encounter',
    'practitioner',
    'organization',
    'setting',
    'startDate',
    // Of FHIR R4, for callers that always send them: the plan of a pathway is the same for all users.
    'userType',
    'userLanguage',
    'userTaskContext',
    'settingContext',
  ],
  run: async (call) => {
    const plan = await planOf(call);
    if (!plan.ok) {
      return plan;
    }
    const startDate = readDay(call.input, 'startDate');
    const references = Object.keys(REFERENCES).map((name) => readReference(call, name as ReferenceName));
    const faults = [
      ...(startDate.ok ? [] : [startDate.finding]),
      ...references.flatMap((reference) => (reference.ok ? [] : [reference.finding])),
    ];
    const [subject, encounter, practitioner, organization] = references.map((reference) =>
      reference.ok ? reference.value : undefined,
    );
    if (faults.length > 0 || !startDate.ok || subject === undefined) {
      return refuse(...(faults.length > 0 ? faults : [missing('subject')]));
    }
    const setting = settingOf(call);
    const carePlan = applyPlan(
      plan.resource,
      {
        subject,
        ...(encounter !== undefined && { encounter }),
        ...(practitioner !== undefined && { practitioner }),
        ...(organization !== undefined && { organization }),
        ...(setting !== undefined && { setting }),
        ...(startDate.value !== undefined && { startDate: startDate.value }),
      },
      { catalogue: call.knowledge.catalogue, texts: call.knowledge.terminology },
    );
    const found = [
      ...(startDate.value === undefined
        ? []
        : judgeStart(plan.resource, startDate.value, call.knowledge.catalogue)),
      ...(await notStored(call, { subject, encounter, practitioner, organization })),
    ];
    return carePlan === undefined
      ? refuse(createFinding(OPERATION_FINDINGS.planNotApplicable, ''))
      : answer(withNotes(carePlan, found, call.language));
  },
};

/** Of the address, sent along, or by GET named by its canonical URL. */
async function planOf({
  id,
  input,
  knowledge,
  service,
  actor,
}: OperationCall): Promise<OperationResult<PlanDefinition>> {
  if (id === undefined) {
    const canonical = input.text('planDefinition');
    const sent =
      canonical === undefined ? input.resource('planDefinition') : knowledge.definitions.find(canonical);
    if (sent?.resourceType === 'PlanDefinition') {
      return answer(sent);
    }
    return refuse(
      canonical === undefined
        ? missing('planDefinition')
        : createFinding(OPERATION_FINDINGS.planUnknown, '', { plan: canonical }),
    );
  }
  const shipped = knowledge.definitions.read('PlanDefinition', id);
  if (shipped?.resourceType === 'PlanDefinition') {
    return answer(shipped);
  }
  const stored = await service.store.readText(actor, 'PlanDefinition', id);
  return stored?.text === undefined
    ? refuse(createFinding(OPERATION_FINDINGS.planUnknown, '', { plan: id }))
    : answer(JSON.parse(stored.text) as PlanDefinition);
}

type Read =
  | { readonly ok: true; readonly value: Reference | undefined }
  | { readonly ok: false; readonly finding: Finding };

/** A text in R4, a Reference in later versions. */
function readReference({ input, body }: OperationCall, name: ReferenceName): Read {
  const sent =
    body?.resourceType === 'Parameters'
      ? (body.parameter ?? [])
          .filter((part) => part.name === name)
          .map((part) => part.valueReference?.reference ?? part.valueString ?? part.valueUri)
      : input.texts(name);
  const [reference] = sent;
  if (sent.length === 0) {
    return { ok: true, value: undefined };
  }
  const types: readonly string[] = REFERENCES[name];
  const isReference = new RegExp(
    `^(https?://\\S+/)?(${types.join('|')})/[A-Za-z0-9\\-.]{1,64}$|^urn:uuid:[0-9a-f-]{36}$`,
  );
  return sent.length === 1 && reference !== undefined && isReference.test(reference)
    ? { ok: true, value: { reference } }
    : {
        ok: false,
        finding: createFinding(
          OPERATION_FINDINGS.referenceInvalid,
          `Parameters.parameter.where(name = '${name}')`,
          { parameter: name, types: types.join(', '), example: `${types[0] ?? ''}/1` },
        ),
      };
}

/** Which of the references that could lead to something stored here lead nowhere. */
async function notStored(
  { service, actor }: OperationCall,
  references: Readonly<Record<ReferenceName, Reference | undefined>>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [parameter, { reference = '' } = {}] of Object.entries(references)) {
    const [, type = '', id = ''] = /^([A-Za-z]+)\/([^/]+)$/.exec(reference) ?? [];
    if (id !== '' && (await service.store.readText(actor, type, id))?.text === undefined) {
      findings.push(
        createFinding(OPERATION_FINDINGS.referenceNotStored, parameter, { reference, parameter }),
      );
    }
  }
  return findings;
}

/** By POST a CodeableConcept, by GET a token. */
function settingOf({ input, body }: OperationCall): CodeableConcept | undefined {
  const concept = input.codeableConcept('setting');
  const coding = body === undefined ? input.coding('setting') : undefined;
  return concept ?? (coding === undefined ? undefined : { coding: [coding] });
}
