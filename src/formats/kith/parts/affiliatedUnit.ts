import { markClass, classOf } from '../mapping/classTag.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import { nodesOf, type FhirNode } from '../mapping/node.ts';
import { custom, localName, type CustomRow, type Row } from '../mapping/row.ts';
import { childOf } from '../xml/element.ts';
import { decodeParty, encodeParty } from './organisation.ts';
import { REMARK } from './person.ts';

/** TilknyttetEnhet: a unit with its levels, and a remark on the innermost, in the list `supportingInfo`. */
export function affiliatedUnit(name: string): CustomRow {
  const className = localName(name);
  const prefix = name.slice(0, name.indexOf(':'));
  const unit = custom(
    'Kontaktenhet',
    '1',
    'everything',
    () => undefined,
    () => [],
  );
  const rows: readonly Row[] = [unit, REMARK];
  return custom(
    name,
    '0..*',
    'everything',
    (element, target, scope) => {
      const unitElement = childOf(element, unit.name);
      const organization = unitElement === undefined ? undefined : decodeParty(unitElement, scope, 'fk1');
      const rest: FhirNode = {};
      decodeRows(element, rows, organization ?? rest, scope, prefix);
      if (organization !== undefined) {
        markClass(organization, className);
        target.supportingInfo = [...nodesOf(target.supportingInfo), scope.referenceTo(organization)];
      }
    },
    (target, scope, as) =>
      nodesOf(target.supportingInfo).flatMap((reference) => {
        const organization = scope.resolveIn(reference);
        const isUnit =
          organization?.resourceType === 'Organization' && (classOf(organization) ?? className) === className;
        if (!isUnit) {
          return [];
        }
        const written = encodeParty(organization, scope, 'fk1', { name: unit.name, namespace: as.namespace });
        const remark = encodeRows([REMARK], organization, scope, prefix).children;
        return written === undefined ? [] : [{ ...as, children: [written, ...remark] }];
      }),
  );
}
