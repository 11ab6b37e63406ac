import { extensionUrl, IDENTIFIER_SYSTEM } from '../../../fhir/systems.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { ABSENT, findExtension, isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import { custom, type CustomRow } from '../mapping/row.ts';
import { sectionCodeOf } from '../mapping/section.ts';
import { codingIn, simpleCode } from '../values/codes.ts';

/** List 7306 ↔ Composition.status. */
export const REPORT_STATUSES = [
  { code: 'F', display: 'Endelig rapport', fhir: 'final' },
  { code: 'A', display: 'Tillegg til rapport', fhir: 'amended' },
  { code: 'P', display: 'Foreløpig rapport', fhir: 'preliminary' },
  { code: 'S', display: 'Planlagt', fhir: 'preliminary' },
] as const;

const REPORT_STATUS = extensionUrl('report-status');
const STATUS = simpleCode(7306);

/** What FHIR has where the message does not say. */
const UNSAID = 'preliminary';

function statusOf(code: unknown): string {
  return REPORT_STATUSES.find((row) => row.code === code)?.fhir ?? UNSAID;
}

/** List 7309: a cancellation. */
const CANCELLATION = 'C';
const CANCELLED = 'entered-in-error';

/**
 * Status of the report: FHIR's status, and the code as sent in an extension. A changed status wins; a cancelled letter
 * keeps its code, since ServType says that it is cancelled.
 */
export function reportStatus(name: string): CustomRow {
  return custom(
    name,
    '1',
    { attributes: STATUS.attributes, text: false },
    (element, composition, scope) => {
      const valueCoding = STATUS.decode(element, scope)?.value;
      if (isNode(valueCoding)) {
        composition.extension = [...nodesOf(composition.extension), { url: REPORT_STATUS, valueCoding }];
        composition.status = statusOf(valueCoding.code);
      } else {
        composition.extension = [...nodesOf(composition.extension), { url: REPORT_STATUS, ...ABSENT }];
      }
    },
    (composition, scope, as) => {
      const sent = codingIn(composition, REPORT_STATUS);
      const isSent = sent !== undefined && statusOf(sent.code) === composition.status;
      const isUnsaid = sent === undefined && findExtension(composition, REPORT_STATUS) !== undefined;
      const coding =
        isSent || composition.status === CANCELLED || (isUnsaid && composition.status === UNSAID)
          ? sent
          : REPORT_STATUSES.find(({ fhir }) => fhir === composition.status);
      return [{ ...as, ...(coding === undefined ? {} : STATUS.encode({ value: coding }, scope)) }];
    },
  );
}

/** Titles of the sections; a section of text is called as its heading. */
export const LETTER_SECTIONS: Readonly<Record<string, string>> = {
  referral: 'Henvisning',
  event: 'Hendelse',
  patient: 'Om pasienten',
  comment: 'Kommentar',
  reason: 'Begrunnelse for henvisningen',
};

/** Fills in what FHIR requires, and what follows from the rest: author, contact, the referral that it answers. */
export function completeLetter(composition: FhirNode, scope: DecodeScope): void {
  const { sender } = scope.root('header');
  composition.title = 'Epikrise';
  composition.status =
    codingIn(composition, extensionUrl('service-type'))?.code === CANCELLATION
      ? CANCELLED
      : (composition.status ?? UNSAID);
  composition.type ??= ABSENT;
  if (composition.date === undefined && composition._date === undefined) {
    composition._date = ABSENT;
  }
  if (composition.author === undefined) {
    composition.author = [isNode(sender) ? { ...sender } : ABSENT];
  }
  for (const attester of nodesOf(composition.attester)) {
    attester.mode = 'professional';
  }
  if (isNode(composition.identifier)) {
    addUuidSystem(composition.identifier);
  }
  const sections = nodesOf(composition.section);
  const referrals = sections.filter((section) => sectionCodeOf(section) === 'referral').flatMap(referralOf);
  for (const section of sections.filter((candidate) => sectionCodeOf(candidate) === 'event')) {
    const encounter = isNode(section.focus) ? scope.resolve(String(section.focus.reference)) : undefined;
    composition.encounter ??= section.focus;
    if (encounter !== undefined && referrals.length > 0) {
      encounter.basedOn = referrals.map((referral) => ({ ...referral }));
    }
  }
  sections.forEach(giveTitle);
}

/** The referral by its own id: in the store it is found by it, whoever sent it. */
function referralOf(section: FhirNode): FhirNode[] {
  const [entry] = nodesOf(section.entry);
  if (entry === undefined || !isNode(entry.identifier)) {
    return [];
  }
  entry.type = 'ServiceRequest';
  addUuidSystem(entry.identifier);
  return [entry];
}

function addUuidSystem(identifier: FhirNode): void {
  if (typeof identifier.value === 'string' && identifier.value.startsWith('urn:uuid:')) {
    identifier.system = IDENTIFIER_SYSTEM.UUID;
  }
}

function giveTitle(section: FhirNode): void {
  const heading = codingIn(section, extensionUrl('heading'))?.display;
  const title = heading ?? LETTER_SECTIONS[sectionCodeOf(section) ?? ''];
  if (title !== undefined) {
    section.title = title;
  }
  nodesOf(section.section).forEach(giveTitle);
}
