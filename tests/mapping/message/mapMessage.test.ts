import type { Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { openKnowledge } from '../../../src/knowledge.ts';
import { mapMessage, type MappedMessage } from '../../../src/mapping/message/mapMessage.ts';
import { bundleOf, decodeText, EXAMPLES, exampleText } from '../../formats/kith/messages.ts';

const knowledge = openKnowledge();

function mapped(text: string, messageId = 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a01'): MappedMessage {
  const bundle = bundleOf(decodeText(text));
  return mapMessage(bundle, {
    ...knowledge,
    message: { system: 'urn:test:message', value: messageId },
    senderKey: '8900001',
    original: new TextEncoder().encode(text),
    contentType: 'application/xml',
    madeAt: bundle.timestamp ?? '',
    receivedAt: bundle.timestamp ?? '',
  });
}

/** Every `reference` and `url` that is a `urn:uuid:`. */
function linksIn(value: unknown): readonly string[] {
  return Array.from(
    JSON.stringify(value).matchAll(/"(?:reference|url)":"(urn:uuid:[^"]*)"/g),
    ([, link = '']) => link,
  );
}

function typesOf({ entries }: MappedMessage, ownership: string): readonly string[] {
  return [
    ...new Set(entries.filter((entry) => entry.ownership === ownership).map(({ resource }) => resource.resourceType)),
  ].sort();
} // prettier-ignore

describe.each(EXAMPLES)('%s as a transaction', (name) => {
  const text = exampleText(name);
  const message = mapped(text);
  const { entry = [] } = message.bundle;

  it('is the same twice in a row', () => {
    expect(mapped(text)).toEqual(message);
  });

  it('has an entry for each resource of the message, in the order of the entries beside it', () => {
    expect(entry.map(({ fullUrl }) => fullUrl)).toEqual(message.entries.map(({ fullUrl }) => fullUrl));
    const fullUrls = new Set(message.entries.map(({ fullUrl }) => fullUrl));
    expect(fullUrls.size).toBe(message.entries.length);
    for (const { fullUrl } of bundleOf(decodeText(text)).entry ?? []) {
      expect(fullUrls).toContain(fullUrl);
    }
  });

  it('has no link that leads out of it', () => {
    const fullUrls = entry.map(({ fullUrl }) => fullUrl);
    expect(linksIn(entry).length).toBeGreaterThan(5);
    for (const link of linksIn(entry)) {
      expect(fullUrls).toContain(link);
    }
  });

  it('shares parties that have a number, and owns the rest', () => {
    const shared = typesOf(message, 'shared');
    expect(shared).toContain('Organization');
    for (const type of shared) {
      expect(['Organization', 'Patient', 'Practitioner']).toContain(type);
    }
    expect(typesOf(message, 'owned')).toEqual(
      expect.arrayContaining(['Binary', 'DocumentReference', 'EpisodeOfCare', 'Provenance', 'ServiceRequest']),
    );
    for (const { ownership, matchBy } of message.entries) {
      expect(ownership === 'owned' || matchBy.length > 0).toBe(true);
    }
  }); // prettier-ignore

  it('puts what can be recognised by its identifier, and creates the rest', () => {
    message.entries.forEach(({ matchBy, resource }, index) => {
      const { method, url = '' } = entry[index]?.request ?? {};
      if (matchBy.length > 0) {
        expect([method, url.split('?')[0]]).toEqual(['PUT', resource.resourceType]);
        expect(url).toContain('?identifier=');
      } else {
        expect(url).toBe(
          resource.id === undefined ? resource.resourceType : `${resource.resourceType}/${resource.id}`,
        );
      }
    });
  });

  it('owns the same resources when the document comes in another message', () => {
    const changed = mapped(text, '11111111-2222-4333-8444-555555555555');
    const recognised = (of: MappedMessage): readonly unknown[] =>
      of.entries
        .filter(({ matchBy, resource }) => matchBy.length > 0 && !isOriginal(resource))
        .map(({ matchBy }) => matchBy);
    expect(recognised(changed)).toEqual(recognised(message));
  });
});

function isOriginal(resource: Resource): boolean {
  return (
    resource.resourceType === 'DocumentReference' && resource.description === 'The message as it was received'
  );
}
