import { encodeParty, decodeParty, type OrganisationSchema } from './organisation.ts';
import { keepUnmapped } from '../mapping/decodeRows.ts';
import { nodesAt, parseHome, putNode } from '../mapping/home.ts';
import { custom, type CustomRow } from '../mapping/row.ts';

/** An Organisation with its levels, whose innermost a reference at `home` leads to. */
export function partyAt(name: string, home: string, schema: OrganisationSchema): CustomRow {
  const place = parseHome(home);
  return custom(
    name,
    '0..1',
    'everything',
    (element, target, scope) => {
      const party = decodeParty(element, scope, schema);
      if (party === undefined) {
        keepUnmapped(element, scope);
      } else {
        putNode(place, target, { ...scope.referenceTo(party) }, scope, element);
      }
    },
    (target, scope, as) => {
      const [reference] = nodesAt(place, target, scope);
      const written = encodeParty(scope.resolveIn(reference), scope, schema, as);
      return written === undefined ? [] : [written];
    },
  );
}
