import type { Identifier, Resource } from '@medplum/fhirtypes';

/** An identifier that says who issued it: what a resource is recognised by. */
export interface BusinessIdentifier {
  readonly system: string;
  readonly value: string;
}

/** `system|value`, a key for maps; the system is a URI and so has no `|`. */
export function identifierKey({ system, value }: BusinessIdentifier): string {
  return `${system}|${value}`;
}

export function isBusinessIdentifier(identifier: Identifier): identifier is Identifier & BusinessIdentifier {
  return identifier.system !== undefined && identifier.value !== undefined;
}

/** The identifiers of a resource; none for a type that has no list of them. */
export function identifiersOf(resource: Resource): readonly Identifier[] {
  const stated: unknown = Reflect.get(resource, 'identifier');
  return Array.isArray(stated) ? (stated as readonly Identifier[]) : [];
}
