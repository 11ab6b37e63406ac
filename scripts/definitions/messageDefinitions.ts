import type { CodeSystem, MessageDefinition } from '@medplum/fhirtypes';
import { FORLOPSBRO, volven } from '../../src/fhir/systems.ts';
import { definitionOf, type DocumentFormat } from '../../src/formats/kith/format.ts';
import { FORMATS } from '../../src/formats/kith/formats.ts';
import { findCodeSystem, flagOf } from './codeSystems.ts';
import { PUBLICATION } from './publication.ts';

/** The profile that the main resource of a message meets. */
const FOCUS_PROFILE: Readonly<Record<string, string>> = {
  Communication: 'care-communication',
  Composition: 'message-document',
  ServiceRequest: 'referral',
};

/** The lists of message types, the newest first: older messages name their type by a list of their own. */
const TYPE_LISTS = [8279, 8263, 7315] as const;

type Content = Pick<DocumentFormat, 'id' | 'resourceType' | 'eventCodes' | 'namespace' | 'appRecVersion'>;

/**
 * A MessageDefinition for each message type and version, as a MessageHeader names it. One that stands for several
 * types (list 8279) is known by the namespace of its schema, and is the parent of one for each type.
 */
export function deriveMessageDefinitions(codeSystems: readonly CodeSystem[]): MessageDefinition[] {
  return [
    ...FORMATS.flatMap((format) => definitionsOf(format, codeSystems)),
    ...(['1.0', '1.1'] as const).map((version) => acknowledgement(version, codeSystems)),
  ];
}

function definitionsOf(format: Content, codeSystems: readonly CodeSystem[]): MessageDefinition[] {
  const title = titleOf(format.id);
  const [only] = format.eventCodes;
  if (format.eventCodes.length === 1 && only !== undefined) {
    return [definition(format, { ...typeOf(only, codeSystems) }, title)];
  }
  return [
    definition(format, { eventUri: format.namespace }, title),
    ...format.eventCodes.map((code): MessageDefinition => {
      const type = typeOf(code, codeSystems);
      const id = `${format.id}-${code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
      return {
        ...definition({ ...format, id }, type, `${title}: ${type.eventCoding.display ?? code}`),
        parent: [definitionOf(format)],
      };
    }),
  ];
}

type EventType = Required<Pick<MessageDefinition, 'eventCoding'>>;

function typeOf(code: string, codeSystems: readonly CodeSystem[]): EventType {
  for (const list of TYPE_LISTS) {
    const found = findCodeSystem(codeSystems, volven(list)).concept?.find(
      (concept) => concept.code === code && flagOf(concept, 'inactive') !== true,
    );
    if (found !== undefined) {
      return { eventCoding: { system: volven(list), code, display: found.display } };
    }
  }
  return { eventCoding: { system: volven(TYPE_LISTS[0]), code } };
}

/** `helseopplysninger-til-lege-1.6` → `Helseopplysninger til lege 1.6`. */
function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function nameOf(id: string): string {
  return id
    .split(/[-.]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function definition(
  { id, resourceType, appRecVersion }: Content,
  event: EventType | { readonly eventUri: string },
  title: string,
): MessageDefinition {
  const profile = FOCUS_PROFILE[resourceType];
  return {
    ...head(id, title),
    ...event,
    focus: [
      {
        code: resourceType as 'Composition',
        ...(profile !== undefined && { profile: `${FORLOPSBRO}/StructureDefinition/${profile}` }),
        min: 1,
        max: '1',
      },
    ],
    allowedResponse: [{ message: acknowledgementUrl(appRecVersion) }],
  } as MessageDefinition;
}

function acknowledgement(version: '1.0' | '1.1', codeSystems: readonly CodeSystem[]): MessageDefinition {
  return {
    ...head(`apprec-${version}`, `Applikasjonskvittering ${version}`),
    ...typeOf('APPREC', codeSystems),
    focus: [{ code: 'OperationOutcome', min: 0, max: '1' }],
  } as MessageDefinition;
}

function acknowledgementUrl(version: string): string {
  return `${FORLOPSBRO}/MessageDefinition/apprec-${version}`;
}

function head(
  id: string,
  title: string,
): Partial<MessageDefinition> & Pick<MessageDefinition, 'resourceType'> {
  return {
    resourceType: 'MessageDefinition',
    id,
    url: `${FORLOPSBRO}/MessageDefinition/${id}`,
    version: PUBLICATION.version,
    language: 'nb',
    name: nameOf(id),
    title,
    status: 'active',
    experimental: false,
    date: PUBLICATION.date,
    publisher: PUBLICATION.publisher,
  };
}
