import { definitionOf, type DocumentFormat } from './format.ts';
import type { DecodeScope } from './mapping/decodeScope.ts';
import { nodesOf, type FhirNode } from './mapping/node.ts';
import { markUnknown } from './parts/unknownPerson.ts';
import type { XmlElement } from './xml/element.ts';

/**
 * Reads a message that has a root element of its own and no MsgHead: the format's rows fill the Bundle, the
 * MessageHeader and the Patient (roots `bundle`, `header`, `patient` of the scope) along with its main resource.
 */
export function decodeMessage(root: XmlElement, scope: DecodeScope, format: DocumentFormat): void {
  const header: FhirNode = { resourceType: 'MessageHeader' };
  const patient: FhirNode = { resourceType: 'Patient' };
  scope.setRoot('bundle', { resourceType: 'Bundle', type: 'message' });
  scope.setRoot('header', header);
  scope.setRoot('patient', patient);
  scope.add(header, 'MessageHeader');
  scope.add(patient, 'Patient');
  header.definition = definitionOf(format);
  const main = format.decode(root, scope);
  scope.mainResource = main;
  markUnknown(scope.resources);
  const task = format.taskOf?.(main, scope);
  if (task !== undefined) {
    scope.add(task, 'Task');
  }
  header.focus = [main, ...(task === undefined ? [] : [task])]
    .map((resource): FhirNode => scope.referenceTo(resource))
    .concat(nodesOf(header.focus));
  if (header.eventCoding === undefined) {
    header.eventUri = definitionOf(format);
  }
}
