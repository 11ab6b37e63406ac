import type { Bundle, Communication, Composition, Encounter, ServiceRequest, Task } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { careMessage } from './careMessages.ts';
import { bundleOf, decodeText, exampleText } from './messages.ts';

type Edited = ServiceRequest | Encounter | Composition | Task | Communication;

/** The XML of a message of which the first resource of a type was edited. */
function written<T extends Edited>(
  text: string,
  resourceType: T['resourceType'],
  edit: (resource: T) => void,
): string {
  const bundle: Bundle = structuredClone(bundleOf(decodeText(text)));
  const found = bundle.entry?.find(({ resource }) => resource?.resourceType === resourceType)?.resource;
  expect(found?.resourceType).toBe(resourceType);
  edit(found as T);
  const { xml, findings } = encodeKith(bundle);
  expect(findings).toEqual([]);
  return Buffer.from(xml ?? []).toString();
}

const CANCELLED = 'V="C" DN="Kansellering"';

describe('a status that is edited in the Bundle', () => {
  it('of a referral that is revoked is a cancellation', () => {
    const text = exampleText('onward-referral-9327.xml');
    expect(text).not.toContain(`<ServType ${CANCELLED}`);
    const xml = written<ServiceRequest>(text, 'ServiceRequest', (request) => {
      request.status = 'revoked';
    });
    expect(xml).toContain(`<ServType ${CANCELLED}`);
  });

  it('of a stay or a report that is in error is a cancellation', () => {
    const notice = written<Encounter>(careMessage('care-admitted-1.6'), 'Encounter', (stay) => {
      stay.status = 'entered-in-error';
    });
    const report = written<Composition>(
      careMessage('care-discharge-report-1.6'),
      'Composition',
      (document) => {
        document.status = 'entered-in-error';
      },
    );
    for (const xml of [notice, report]) {
      expect(xml).toContain(`Forsendelsesstatus ${CANCELLED}`);
    }
  });

  describe('of a referral in its status message', () => {
    const text = careMessage('dialogue-referral-status-1.1');
    const topicOf = (xml: string): string | undefined => /<TemaKodet V="([^"]*)"/.exec(xml)?.[1];
    const declined = {
      system: 'urn:oid:2.16.578.1.12.4.1.1.9148',
      code: '4',
      display: 'Henvisningen er avvist',
    };

    it('follows the Task where that is edited, and the note where that is', () => {
      expect(topicOf(text)).toBe('2');
      const byTask = written<Task>(text, 'Task', (task) => {
        task.businessStatus = { ...task.businessStatus, coding: [declined] };
      });
      expect(topicOf(byTask)).toBe('4');
      const byNote = written<Communication>(text, 'Communication', (note) => {
        note.topic = { ...note.topic, coding: [declined] };
      });
      expect(topicOf(byNote)).toBe('4');
    });

    it('is that of the Task where a producer states it there alone', () => {
      const bundle: Bundle = structuredClone(bundleOf(decodeText(text)));
      for (const { resource } of bundle.entry ?? []) {
        if (resource?.resourceType === 'Communication') {
          delete resource.topic;
        } else if (resource?.resourceType === 'Task') {
          resource.businessStatus = { coding: [declined] };
        }
      }
      expect(topicOf(Buffer.from(encodeKith(bundle).xml ?? []).toString())).toBe('4');
    });
  });
});
