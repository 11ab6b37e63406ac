import type { Bundle, MessageHeader } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { MESSAGE_CONTENT_FINDINGS } from './contentFindings.ts';
import { mainOf, serviceTypeOf } from './messageDocument.ts';
import { firstOf } from './parties.ts';

/** HISD 1154:2018, 2: no other value of list 7309 is used. */
const USED = ['N', 'M', 'C'];
const WITHOUT_CHANGE = ['N', 'C'];

/** Types of list 8279 that have no change (HISD 1154:2018, 3.1). */
const NEVER_CHANGED: ReadonlySet<string> = new Set([
  'PASIENTLOGISTIKK',
  'LOG_INNLAGT',
  'LOG_UTSKRIVNINGSKLAR',
  'LOG_AVMELDING',
  'LOG_UTSKREVET',
  'LOG_DOD',
  'ORIENTERING_TJENESTETILBUD',
  'MEDISINSKE_OPPLYSNINGER',
  'HELSEOPPLYSNINGER_LEGE',
]);

/** The document covers the care messages 1.5 and 1.6 only. */
const NOT_COVERED = /-2\.0$/;

/** A status of the message that its type does not have; the message is taken in all the same. */
export function checkServiceType(bundle: Bundle): readonly Finding[] {
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  const found = serviceTypeOf(bundle);
  const type = header?.eventCoding?.code ?? '';
  const isLimited = NEVER_CHANGED.has(type) && !NOT_COVERED.test(header?.definition ?? '');
  const allowed = isLimited ? WITHOUT_CHANGE : USED;
  return found === undefined || allowed.includes(found)
    ? []
    : [
        createFinding(
          MESSAGE_CONTENT_FINDINGS.serviceType,
          `${mainOf(bundle)?.resourceType ?? 'MessageHeader'}.extension(service-type)`,
          { found, type, allowed: allowed.join(', ') },
        ),
      ];
}
