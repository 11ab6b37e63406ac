import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { nodesOf, type FhirNode } from '../mapping/node.ts';
import { codingIn } from '../values/codes.ts';

/** List 9101, use of a medication: what is taken when needed, which FHIR has an element of its own for. */
const AS_NEEDED = { system: volven(9101), code: '3', display: 'Ved behov' };
const USE = extensionUrl('medication-use');

/** Completes a MedicationStatement: what is taken when needed is said to be. */
export function tellAsNeeded(statement: FhirNode): void {
  if (codingIn(statement, USE)?.code === AS_NEEDED.code) {
    const [first = {}, ...others] = nodesOf(statement.dosage);
    statement.dosage = [{ ...first, asNeededBoolean: true }, ...others];
  }
}

/** For encoding: the use of what another producer says is taken when needed. */
export function withAsNeeded(statement: FhirNode): FhirNode {
  const isAsNeeded = nodesOf(statement.dosage)[0]?.asNeededBoolean === true;
  return isAsNeeded && codingIn(statement, USE) === undefined
    ? { ...statement, extension: [...nodesOf(statement.extension), { url: USE, valueCoding: AS_NEEDED }] }
    : statement;
}
