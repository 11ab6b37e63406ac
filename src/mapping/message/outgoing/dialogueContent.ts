import type { Coding, Communication, Extension } from '@medplum/fhirtypes';
import { createFinding } from '../../../findings/finding.ts';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { codingOf, conceptOf } from '../../coding.ts';
import { PLAN_MESSAGE_FINDINGS } from './findings.ts';
import { MESSAGE_CLASS, type MessageDraft } from './messageDraft.ts';

/** List 9034: kontakt hos mottaker. */
const CONTACT_AT_RECEIVER = '24';
/** List 7322: henvendelse om pasient. */
const PATIENT_INQUIRY = '6';

/** The plan as text of a health-professional dialogue. */
export function addDialogue(draft: MessageDraft): void {
  const contact = draft.source.roleNamed(draft.plan, 'municipal-coordinator');
  if (contact === undefined) {
    draft.findings.push(createFinding(PLAN_MESSAGE_FINDINGS.contactMissing, 'CareTeam.participant'));
  }
  const { status, expected } = draft.text();
  const title = draft.title();
  const communication: Communication = {
    resourceType: 'Communication',
    meta: { tag: [{ system: MESSAGE_CLASS, code: 'Notat' }] },
    status: 'completed',
    subject: draft.patientReference(),
    sender: { reference: draft.source.urlOf(draft.sender) },
    recipient: [{ reference: draft.source.urlOf(draft.receiver) }],
    sent: draft.now,
    topic: { ...conceptOf(draft.texts, volven(7322), PATIENT_INQUIRY), text: title },
    payload: [
      {
        contentString: [...status, ...(expected.length === 0 ? [] : ['Det neste:', ...expected])].join('\n'),
      },
    ],
    extension: [
      ...(contact === undefined
        ? []
        : [noteRole(codingOf(draft.texts, volven(9034), CONTACT_AT_RECEIVER), draft.keepRole(contact))]),
      ...draft.responsible().map((role) => noteRole(undefined, draft.keepRole(role))),
    ],
  };
  draft.setMain('DIALOG_HELSEFAGLIG', communication);
}

function noteRole(role: Coding | undefined, professional: string): Extension {
  return {
    url: extensionUrl('note-role'),
    extension: [
      ...(role === undefined ? [] : [{ url: 'roleToPatient', valueCoding: role }]),
      { url: 'professional', valueReference: { reference: professional } },
    ],
  };
}
