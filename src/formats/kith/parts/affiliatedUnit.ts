import { markClass, classOf } from '../mapping/classTag.ts';
import { decodeRows, keepUnmapped } from '../mapping/decodeRows.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import { nodesAt, parseHome, putNode } from '../mapping/home.ts';
import { apart, custom, localName, prefixOf, type CustomRow, type Row } from '../mapping/row.ts';
import { childOf } from '../xml/element.ts';
import { decodeParty, encodeParty } from './organisation.ts';
import { REMARK } from './person.ts';

const UNIT = 'Kontaktenhet';

/**
 * TilknyttetEnhet: a unit with its levels, and a remark on the innermost.
 *
 * @param list home of the reference, a list
 */
export function affiliatedUnit(name: string, list = 'supportingInfo*'): CustomRow {
  const home = parseHome(list);
  const className = localName(name);
  const prefix = prefixOf(name, 'po');
  const rows: readonly Row[] = [...apart('1', UNIT), REMARK];
  return custom(
    name,
    '0..*',
    'everything',
    (element, target, scope) => {
      const unitElement = childOf(element, UNIT);
      const organization = unitElement === undefined ? undefined : decodeParty(unitElement, scope, 'fk1');
      if (organization === undefined) {
        keepUnmapped(element, scope);
        return;
      }
      decodeRows(element, rows, organization, scope, prefix);
      markClass(organization, className);
      putNode(home, target, { ...scope.referenceTo(organization) }, scope, element);
    },
    (target, scope, as) =>
      nodesAt(home, target, scope).flatMap((reference) => {
        const organization = scope.resolveIn(reference);
        const isUnit =
          organization?.resourceType === 'Organization' && (classOf(organization) ?? className) === className;
        if (!isUnit) {
          return [];
        }
        const written = encodeParty(organization, scope, 'fk1', { name: UNIT, namespace: as.namespace });
        const remark = encodeRows([REMARK], organization, scope, prefix).children;
        return written === undefined ? [] : [{ ...as, children: [written, ...remark] }];
      }),
  );
}
