import type { Collection } from '../elementTree.ts';
import { FhirPathError, type Evaluate } from './environment.ts';
import { systemItem } from './item.ts';

/** The variables that are the same in every expression (R4 fhirpath.html#vars). */
const CONSTANTS: Readonly<Record<string, Collection>> = {
  '%ucum': [systemItem('http://unitsofmeasure.org')],
  '%sct': [systemItem('http://snomed.info/sct')],
  '%loinc': [systemItem('http://loinc.org')],
};

/** `%`vs-[name]`` and `%`ext-[name]``: HL7's value sets and extensions by their ids. */
const BY_ID = /^%[`"'](vs|ext)-([A-Za-z0-9\-.]{1,64})[`"']$/;

/** @throws FhirPathError when there is no variable of that name. */
export function compileVariable(name: string): Evaluate {
  switch (name) {
    case '%resource':
      return (_input, environment) => [environment.resource];
    case '%rootResource':
      return (_input, environment) => [environment.rootResource];
    case '%context':
      return (_input, environment) => [environment.context];
    default:
  }
  const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
  if (constant !== undefined) {
    return () => constant;
  }
  const [, kind, id] = BY_ID.exec(name) ?? [];
  if (id === undefined) {
    throw new FhirPathError(`The variable ${name} is unknown`);
  }
  const url: Collection = [
    systemItem(`http://hl7.org/fhir/${kind === 'vs' ? 'ValueSet' : 'StructureDefinition'}/${id}`),
  ];
  return () => url;
}
