import { nodesOf, type FhirNode } from '../../mapping/node.ts';
import { sectionCodeOf } from '../../mapping/section.ts';

/** Titles of the sections of a care document. */
export const CARE_SECTIONS: Readonly<Record<string, string>> = {
  'next-of-kin': 'Pårørende og foresatte',
  'affiliated-units': 'Tilknyttede enheter',
  contacts: 'Kontaktpersoner',
  'related-contacts': 'Andre kontaktpersoner',
  diagnoses: 'Medisinske diagnoser',
  medical: 'Medisinskfaglige opplysninger',
  cave: 'Cave',
  'cave-keywords': 'Cave, stikkord',
  'record-note': 'Journalnotat',
  medications: 'Legemidler',
  'other-important': 'Andre viktige opplysninger',
  nursing: 'Sykepleiedokumentasjon',
  'from-nurse': 'Fra sykepleier',
  'administered-medications': 'Legemidler gitt ved overføring',
  'medication-assistance': 'Bistand til legemiddelhåndtering',
  'medication-administration-agreement': 'Avtale om legemiddeladministrering',
  'measures-taken': 'Iverksatte tiltak',
  'measures-recommended': 'Anbefalte videre tiltak',
  'other-professions': 'Opplysninger fra andre faggrupper',
  services: 'Eksisterende tjenester',
  'needed-services': 'Behov for tjenester',
  'functional-assessment': 'Kartlegging av funksjonsnivå',
  'assisted-communication': 'Assistert kommunikasjon',
  'information-given': 'Informasjon som er gitt',
  reservations: 'Reservasjoner og ønsker',
  'follow-up-appointments': 'Kontrolltimer',
  aids: 'Hjelpemidler',
  'iplos-information': 'IPLOS-relevant informasjon',
};

/** A section with neither text, entry nor section is not allowed (Composition, invariant cmp-1). */
const WITHOUT_TEXT = {
  status: 'empty',
  div: '<div xmlns="http://www.w3.org/1999/xhtml">Uten tekst</div>',
};

/** Titles of all sections, and a text for those that hold neither entries nor sections. */
export function completeSections(holder: FhirNode): void {
  for (const section of nodesOf(holder.section)) {
    const title = CARE_SECTIONS[sectionCodeOf(section) ?? ''];
    if (title !== undefined) {
      section.title = title;
    }
    if (section.entry === undefined && section.section === undefined) {
      section.text = WITHOUT_TEXT;
    }
    completeSections(section);
  }
}
