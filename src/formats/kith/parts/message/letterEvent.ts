import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { KITH_FINDINGS } from '../../findings.ts';
import { decodeRows, keepUnmapped } from '../../mapping/decodeRows.ts';
import { encodeRows } from '../../mapping/encodeRows.ts';
import { ABSENT, nodesOf, type FhirNode } from '../../mapping/node.ts';
import { custom, either, group, leaf, type CustomRow, type Row } from '../../mapping/row.ts';
import { sectionCode, sectionCodeOf } from '../../mapping/section.ts';
import { code, concept, simpleCode, simpleConcept } from '../../values/codes.ts';
import { narrative, WITHOUT_TEXT } from '../../values/markup.ts';
import { quantity } from '../../values/quantity.ts';
import { integer, text, timeStamp } from '../../values/simple.ts';
import { pathOf } from '../../xml/element.ts';
import { addProfessional } from '../organisation.ts';
import { CODED, letterItems } from './letterItem.ts';
import { LOCATION_ADDRESS } from './postalAddress.ts';
import {
  decodeRelatedProvider,
  encodeRelatedProvider,
  SERVICE_RELATION,
  type RelatedProvider,
} from './relatedProvider.ts';

/**
 * Event of the discharge letter (HIS 80226:2014), with the events within it ↔ an Encounter (root `event` of the scope),
 * and a section of the Composition about it (root `eventSection`): its items as entries, its comments as sections.
 */

const PLANNED_EVENT: readonly Row[] = [
  leaf('PlanningStage', '0..1', simpleCode(undefined), 'sub(stage).valueCoding'),
  leaf('StatusOfPlan', '0..1', simpleCode(undefined), 'sub(status).valueCoding'),
  leaf('PlanComment', '0..1', text, 'sub(comment).valueString'),
  leaf('PlanningDate', '0..1', timeStamp, 'sub(planned).valueDateTime'),
  leaf('ScheduledDate', '0..1', timeStamp, 'sub(scheduled).valueDateTime'),
  leaf('AdviceSentTo', '0..1', simpleCode(undefined), 'sub(adviceSentTo).valueCoding'),
  leaf('ExpectedDelay', '0..1', quantity, 'sub(expectedDelay).valueQuantity'),
  leaf('CommentExpDuration', '0..1', text, 'sub(durationComment).valueString'),
  leaf('Preparation', '0..1', text, 'sub(preparation).valueString'),
  leaf('Advice', '0..1', text, 'sub(advice).valueString'),
  group('TransportArr', '0..1', 'sub(transport)', [
    leaf('Responsibility', '0..1', simpleCode(undefined), 'sub(responsibility).valueCoding'),
    leaf('Status', '0..1', simpleCode(undefined), 'sub(status).valueCoding'),
    leaf('TransportRequirement', '0..1', code(undefined), 'sub(requirement).valueCoding'),
    leaf('EscortRequired', '0..1', simpleCode(undefined), 'sub(escort).valueCoding'),
    leaf('Comment', '0..1', text, 'sub(comment).valueString'),
  ]),
];

/** List 8240 → class of contact (v3-ActCode); what is no stay and no meeting is virtual. */
export const CONTACT_CLASS: Readonly<Record<string, string>> = {
  '1': 'IMP',
  '2': 'AMB',
  '3': 'AMB',
  '4': 'VR',
  '5': 'AMB',
  '6': 'VR',
};
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** A section of texts: comment to the event, or reason of the referral. */
export const COMMENT: readonly Row[] = [
  leaf('Heading', '0..1', simpleCode(8311), 'ext(heading).valueCoding'),
  leaf('TextResultValue', '0..1', narrative, 'text'),
  leaf('TextCode', '0..*', code(undefined), 'ext(text-code)*.valueCoding'),
];

/** A section has a text, entries or sections (Composition, cmp-1). */
export const withSectionText = (section: FhirNode): void => {
  if (section.text === undefined && section.entry === undefined && section.section === undefined) {
    section.text = { ...WITHOUT_TEXT };
  }
};

export interface LetterEvents {
  /** Whether events can be written within events: the key in the schema of version 1.1 lets none be valid. */
  readonly isNested: boolean;
  readonly provider: Omit<RelatedProvider, 'rows'>;
  /** Rows of an event that only some versions have, after its duration. */
  readonly further: readonly Row[];
}

const ofEvent = (scope: DecodeScope): FhirNode => ({
  subject: scope.referenceToRoot('patient'),
  encounter: scope.referenceToRoot('event'),
});

export function letterEvents({ isNested, provider, further }: LetterEvents): CustomRow {
  const { prefix } = provider;
  const rows: Row[] = [];
  const events = custom(
    'Event',
    '0..*',
    'everything',
    (element, _target, scope) => {
      if (element.children.length === 0) {
        // The schema lets an event say nothing at all.
        scope.find(KITH_FINDINGS.emptyElement, element, { element: element.name });
        keepUnmapped(element, scope);
        return;
      }
      const outer = { event: scope.root('event'), eventSection: scope.root('eventSection') };
      const encounter: FhirNode = {
        resourceType: 'Encounter',
        subject: scope.referenceToRoot('patient'),
        ...(outer.event.resourceType === 'Encounter' ? { partOf: scope.referenceTo(outer.event) } : {}),
      };
      const section: FhirNode = { code: sectionCode(EVENT) };
      section.focus = { reference: scope.add(encounter, pathOf(element)) };
      outer.eventSection.section = [...nodesOf(outer.eventSection.section), section];
      scope.setRoot('event', encounter);
      scope.setRoot('eventSection', section);
      decodeRows(element, rows, encounter, scope, prefix);
      completeEncounter(encounter);
      withSectionText(section);
      scope.setRoot('event', outer.event);
      scope.setRoot('eventSection', outer.eventSection);
    },
    (target, scope, as) => {
      const outer = scope.root('eventSection');
      const isWithin = target.resourceType === 'Encounter';
      const drafts = (isNested ? eventsIn(outer) : isWithin ? [] : allEventsIn(outer)).map((section) => {
        scope.setRoot('eventSection', section);
        const encounter = scope.resolveIn(section.focus) ?? { resourceType: 'Encounter' };
        return { ...as, children: encodeRows(rows, encounter, scope, prefix).children };
      });
      scope.setRoot('eventSection', outer);
      return drafts;
    },
  );
  rows.push(...eventRows(events, provider, further));
  return events;
}

const EVENT = 'event';

function eventsIn(holder: FhirNode): FhirNode[] {
  return nodesOf(holder.section).filter((section) => sectionCodeOf(section) === EVENT);
}

/** Those within others too, each after the one that it is in. */
function allEventsIn(holder: FhirNode): FhirNode[] {
  return eventsIn(holder).flatMap((section) => [section, ...allEventsIn(section)]);
}

function eventRows(
  events: CustomRow,
  provider: LetterEvents['provider'],
  further: readonly Row[],
): readonly Row[] {
  return [
    either(
      group('ReportedEvent', '0..1', '', [
        leaf('StartDateTime', '1', timeStamp, 'period.start'),
        leaf('EndDateTime', '0..1', timeStamp, 'period.end'),
      ]),
      group('PlannedEvent', '0..1', 'ext(planned-event)', PLANNED_EVENT),
    ),
    leaf('ServType', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
    leaf('Recipient', '0..1', simpleCode(8250), 'ext(service-recipient).valueCoding'),
    leaf('Priority', '0..1', simpleConcept(8304), 'priority'),
    leaf('AdmOutcome', '0..1', simpleConcept(7300), 'hospitalization.dischargeDisposition'),
    leaf('ExpDuration', '0..1', quantity, 'ext(expected-duration).valueQuantity'),
    ...further,
    events,
    group('Service', '1', '', [
      leaf('ServId', '0..1', concept(undefined), 'ext(service-identification).valueCodeableConcept'),
      leaf('MedSpecialty', '0..1', concept(8451), 'serviceType'),
      leaf('AdmCat', '0..1', simpleConcept(8240), 'type[]'),
    ]),
    participants({ ...provider, rows: SERVICE_RELATION }),
    group('AssRequest', '0..*', 'ext(associated-request)*', [
      leaf('IssueDate', '0..1', timeStamp, 'sub(issued).valueDateTime'),
      leaf('MsgType', '1', simpleCode(7315), 'sub(type).valueCoding'),
      leaf('Id', '0..1', text, 'sub(id).valueString'),
    ]),
    group(
      'EventLocation',
      '0..*',
      'location*',
      [
        leaf('Role', '0..1', simpleCode(8251), 'ext(location-role).valueCoding'),
        leaf('StartDateTime', '0..1', timeStamp, 'period.start'),
        leaf('EndDateTime', '0..1', timeStamp, 'period.end'),
        group('Location', '1', 'location>Location', locationRows(provider)),
      ],
      { complete: (place) => (place.location ??= ABSENT) },
    ),
    letterItems('$eventSection.entry', provider, ofEvent),
    group('Comment', '0..*', '$eventSection.section(comment)*', COMMENT, { complete: withSectionText }),
    group('CodedComment', '0..*', 'ext(coded-event-comment)*', CODED),
  ];
}

function locationRows({ parties }: LetterEvents['provider']): readonly Row[] {
  return [
    leaf('Type', '0..1', simpleConcept(8237), 'type[]'),
    leaf('Description', '0..1', text, 'description'),
    custom(
      'Inst',
      '0..1',
      'everything',
      (element, location, scope) => {
        const party = parties.decode({ ...element, children: [element], attributes: [], text: '' }, scope);
        if (party?.resourceType === 'PractitionerRole' && party.organization !== undefined) {
          addProfessional(scope.resolveIn(party.organization) ?? {}, scope.referenceTo(party), 'first');
          location.managingOrganization = party.organization;
        } else if (party !== undefined) {
          location.managingOrganization = scope.referenceTo(party);
        }
      },
      (location, scope, as) => {
        const organization = scope.resolveIn(location.managingOrganization);
        const party = organization === undefined ? undefined : parties.encode(organization, scope, as);
        return party?.children?.filter(({ name }) => name === as.name) ?? [];
      },
    ),
    group('Address', '0..1', '', LOCATION_ADDRESS),
    group('SubLocation', '0..*', 'ext(sub-location)*', [
      leaf('Type', '1', simpleCode(8242), 'sub(type).valueCoding'),
      leaf('Place', '1', text, 'sub(place).valueString'),
    ]),
  ];
}

/** RelServProvider of an event ↔ Encounter.participant. */
function participants(provider: RelatedProvider): CustomRow {
  return custom(
    'RelServProvider',
    '0..*',
    'everything',
    (element, encounter, scope) => {
      const individual = scope.referenceTo(decodeRelatedProvider(element, provider, scope));
      encounter.participant = [...nodesOf(encounter.participant), { individual }];
    },
    (encounter, scope, as) =>
      nodesOf(encounter.participant).flatMap(({ individual }) => {
        const role = scope.resolveIn(individual);
        return role?.resourceType === 'PractitionerRole'
          ? [encodeRelatedProvider(role, provider, scope, as)]
          : [];
      }),
  );
}

/** A reported event is over (HIS 80226:2014, class ReportedEvent), a planned one is not. */
function completeEncounter(encounter: FhirNode): void {
  encounter.status = encounter.period === undefined ? 'planned' : 'finished';
  const [type] = nodesOf(encounter.type);
  const contact = nodesOf(type?.coding)[0]?.code;
  const actCode = typeof contact === 'string' ? CONTACT_CLASS[contact] : undefined;
  encounter.class = actCode === undefined ? ABSENT : { system: ACT_CODE, code: actCode };
}

/** Number of an event within the letter, in version 1.1. */
export const EVENT_NUMBER = leaf('Id', '1', integer, 'ext(event-number).valueInteger');
