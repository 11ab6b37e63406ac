import type { Composition, CompositionSection, Encounter, Extension, Observation } from '@medplum/fhirtypes';
import { extensionUrl, FORLOPSBRO, volven } from '../../../fhir/systems.ts';
import { codingOf, conceptOf, type CodeTexts } from '../../coding.ts';
import { MESSAGE_CLASS, type MessageDraft } from './messageDraft.ts';
import { noticeOf, type StayOccasion } from './planForms.ts';
import { eventsTold, stayTold } from './stayContent.ts';

const SECTION = `${FORLOPSBRO}/CodeSystem/message-section`;

/** What the report is for: lists 9139 and 9140. */
const DISCHARGE_REPORT = '11';
const UPDATED_INFORMATION = '2';

/** Headings of the notes: how it stands, and what is expected. */
interface Headings {
  readonly list: number;
  readonly status: string;
  readonly expected: string;
}

/** List 9142: course and treatment, plans for what follows. */
const OF_REPORT: Headings = { list: 9142, status: 'FO', expected: 'OP' };

/** List 9145 (HIS 1144:2014, 4.3, which is of version 1.6): the patient's status, the expected course. */
const OF_ADMITTED: Headings = { list: 9145, status: '1', expected: '2' };

/** Both notes of HIS 1144 are always there. */
const NOTHING_EXPECTED = 'Ikke kjent.';

/** Tjenestetype: a message made now is new. */
function newMessage(texts: CodeTexts): Extension {
  return { url: extensionUrl('service-type'), valueCoding: codingOf(texts, volven(7309), 'N') };
}

/** A notice of the stay, as care messages have it. */
export function addNotice(draft: MessageDraft, occasion: StayOccasion): void {
  const event = noticeOf(occasion) ?? '';
  draft.setMain(event, {
    ...stayTold(draft, occasion, event),
    extension: [newMessage(draft.texts), ...eventsTold(draft, occasion, event)],
  });
}

/** The plan as the notes of a discharge report, or of health information about a patient who is admitted. */
export function addReport(
  draft: MessageDraft,
  kind: 'health-information' | 'discharge-report',
  version: '1.5' | '1.6',
  occasion: StayOccasion,
): void {
  const event = kind === 'discharge-report' ? 'UTSKRIVNINGSRAPPORT' : 'HELSEOPPL_SOKNAD';
  const stay: Encounter = {
    ...stayTold(draft, occasion, event),
    extension: eventsTold(draft, occasion, event),
  };
  const stayUrl = draft.add('Encounter', stay);
  const { status, expected } = draft.text();
  const headings = kind === 'health-information' && version === '1.6' ? OF_ADMITTED : OF_REPORT;
  const plans = expected.length === 0 && headings === OF_ADMITTED ? [NOTHING_EXPECTED] : expected;
  const notes = [
    note(draft, headings.list, headings.status, status),
    ...(plans.length === 0 ? [] : [note(draft, headings.list, headings.expected, plans)]),
  ];
  const contacts = [draft.source.roleNamed(draft.plan, 'pathway-coordinator')].flatMap((role) =>
    role === undefined ? [] : [draft.keepRole(role)],
  );
  const section: CompositionSection[] = [
    ...(contacts.length === 0 ? [] : [sectionOf('contacts', 'Kontaktpersoner', contacts)]),
    {
      ...sectionOf('medical', 'Medisinskfaglige opplysninger', []),
      section: [sectionOf('record-note', 'Journalnotat', notes)],
    },
  ];
  const authors = draft.responsible().map((role) => ({ reference: draft.keepRole(role) }));
  const type = conceptOf(draft.texts, volven(8279), event);
  const composition: Composition = {
    resourceType: 'Composition',
    extension: [
      newMessage(draft.texts),
      ...(kind === 'health-information' && version === '1.5'
        ? [
            {
              url: extensionUrl('application'),
              extension: [{ url: 'sentByPatient', valueBoolean: false }],
            },
          ]
        : []),
    ],
    status: 'final',
    type,
    category: [
      kind === 'discharge-report'
        ? conceptOf(draft.texts, volven(9139), DISCHARGE_REPORT)
        : conceptOf(draft.texts, volven(9140), UPDATED_INFORMATION),
    ],
    subject: draft.patientReference(),
    encounter: { reference: stayUrl },
    date: draft.now,
    author: authors.length > 0 ? authors : [{ reference: draft.source.urlOf(draft.sender) }],
    title: type.coding?.[0]?.display ?? event,
    section,
  };
  draft.setMain(event, composition);
}

function note(draft: MessageDraft, list: number, code: string, lines: readonly string[]): string {
  const observation: Observation = {
    resourceType: 'Observation',
    meta: { tag: [{ system: MESSAGE_CLASS, code: 'Journaltekst' }] },
    status: 'unknown',
    code: conceptOf(draft.texts, volven(list), code),
    subject: draft.patientReference(),
    valueString: lines.join('\n'),
  };
  return draft.add(`Observation|${code}`, observation);
}

function sectionOf(code: string, title: string, entries: readonly string[]): CompositionSection {
  return {
    title,
    code: { coding: [{ system: SECTION, code }] },
    ...(entries.length === 0 ? {} : { entry: entries.map((reference) => ({ reference })) }),
  };
}
