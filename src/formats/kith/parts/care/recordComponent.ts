import { uuidOf } from '../../../../fhir/uuid.ts';
import { attribute, type AttributeRow } from '../../mapping/row.ts';

/** What the schema fixes of a component of an electronic health record (epj1, epj2, epj3). */
export const RECORD_COMPONENT = {
  cave: ['EPJ sak', '2.16.578.1.12.4.1.6.14.50001.0'],
  caveKeywords: ['EPJ dokument', '2.16.578.1.12.4.1.6.13.10028.0'],
  allergyNote: ['EPJ dokument', '2.16.578.1.12.4.1.6.13.11036.1'],
  recordNote: ['EPJ dokument', '2.16.578.1.12.4.1.6.13.11009.0'],
  medication: ['EPJ dokument', '2.16.578.1.12.4.1.6.13.10301.0'],
  administeredMedication: ['EPJ dokument', '2.16.578.1.12.4.1.6.13.10302.0'],
} as const;

/** What kind of information a component holds (EPJ-meta.xsd, informasjonskategori). */
const CATEGORIES = ['Cave/allergier', 'Legemidler', 'Andre notater', 'Uspesifisert'] as const;

/**
 * Attributes of a record component. Its id is required by the schema: one follows from the content where a producer
 * gives none.
 */
export function recordComponent(kind: keyof typeof RECORD_COMPONENT): readonly AttributeRow[] {
  const [base, type] = RECORD_COMPONENT[kind];
  return [
    attribute('m1:basiskomponenttype', 'ext(record-component).sub(base).valueString', { fixed: base }),
    attribute('m1:komponenttype', 'ext(record-component).sub(type).valueString', { fixed: type }),
    attribute('m1:informasjonskategori', 'ext(record-component).sub(category).valueString', {
      allowed: CATEGORIES,
    }),
    attribute('komponentID', 'ext(record-component).sub(id).valueString', {
      standIn: (node) => uuidOf(`record-component|${kind}|${JSON.stringify(node)}`),
    }),
    attribute('referanseViktigTilleggsinfo', 'ext(record-component).sub(reference).valueString'),
  ];
}
