import { createFinding, type Finding } from '../../findings/finding.ts';
import { identifierKey } from '../../fhir/identifier.ts';
import type { PathwayRecord, RecordContact, SenderIdentifier } from '../../pathway/record.ts';
import { RECORD_FINDINGS } from './findings.ts';

/** Identifiers that are used twice, contacts that are named but not there, and what names itself. */
export function checkReferences(record: PathwayRecord): readonly Finding[] {
  const contacts = record.contacts ?? [];
  const measurementPoints = record.measurementPoints ?? [];
  const contactByKey = new Map(contacts.map((contact) => [identifierKey(contact.identifier), contact]));
  return [
    ...checkFormerPathway(record),
    ...checkUnique('contacts', contacts),
    ...checkUnique('measurementPoints', measurementPoints),
    ...contacts.flatMap(({ partOf }, index) => checkKnown(`contacts[${index}].partOf`, partOf, contactByKey)),
    ...contacts.flatMap((contact, index) =>
      checkNotWithinItself(`contacts[${index}].partOf`, contact, contactByKey),
    ),
    ...measurementPoints.flatMap(({ contact }, index) =>
      checkKnown(`measurementPoints[${index}].contact`, contact, contactByKey),
    ),
  ];
}

function checkFormerPathway({ identifier, formerPathway }: PathwayRecord): readonly Finding[] {
  return formerPathway !== undefined && identifierKey(formerPathway) === identifierKey(identifier)
    ? [createFinding(RECORD_FINDINGS.replacesItself, 'formerPathway')]
    : [];
}

function checkUnique(
  place: string,
  items: readonly { readonly identifier: SenderIdentifier }[],
): readonly Finding[] {
  const bearers = new Map<string, string>();
  return items.flatMap(({ identifier }, index) => {
    const key = identifierKey(identifier);
    const other = bearers.get(key);
    bearers.set(key, other ?? `${place}[${index}]`);
    return other === undefined
      ? []
      : [
          createFinding(RECORD_FINDINGS.duplicateIdentifier, `${place}[${index}].identifier`, {
            found: identifier.value,
            other,
          }),
        ];
  });
}

function checkKnown(
  place: string,
  named: SenderIdentifier | undefined,
  contacts: ReadonlyMap<string, RecordContact>,
): readonly Finding[] {
  return named === undefined || contacts.has(identifierKey(named))
    ? []
    : [createFinding(RECORD_FINDINGS.unknownContact, place, { found: named.value })];
}

/** Follows partOf upwards, no further than there are contacts. */
function checkNotWithinItself(
  place: string,
  contact: RecordContact,
  contacts: ReadonlyMap<string, RecordContact>,
): readonly Finding[] {
  const self = identifierKey(contact.identifier);
  let above = contact.partOf;
  for (let steps = 0; above !== undefined && steps < MAX_NESTED_STAYS; steps += 1) {
    if (identifierKey(above) === self) {
      return [createFinding(RECORD_FINDINGS.contactWithinItself, place)];
    }
    above = contacts.get(identifierKey(above))?.partOf;
  }
  return [];
}

/** A contact within a stay within a department's stay: more levels than any system has. */
const MAX_NESTED_STAYS = 20;
