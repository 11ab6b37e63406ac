import type { FindingDefinition } from '../../findings/finding.ts';

/** What mapping a received message finds. A received message is never refused for any of it. */
export const MESSAGE_MAPPING_FINDINGS = {
  outsideFamily: {
    code: 'outside-this-family',
    severity: 'information',
    issueType: 'code-invalid',
    message: {
      en: 'The pathway code {code} is of list {list}, outside this family (mental health and substance use: 9321, 9327); it is carried as it is.',
      no: 'Forløpskoden {code} er fra liste {list}, utenfor denne familien (psykisk helse og rus: 9321, 9327); den er tatt med som den er.',
    },
    remedy: {
      en: 'Nothing to do when the pathway is of another family, such as cancer; else send the code of list 9321 or 9327.',
      no: 'Ingenting å gjøre når forløpet er av en annen familie, som kreft; ellers send koden fra liste 9321 eller 9327.',
    },
    source: 'HIS 1208:2018, Pakkeforlop (lists 8480 and 9327); HIS 80517:2017 (8480 and 9321)',
  },
  unknownPathwayCode: {
    code: '201',
    system: 'urn:oid:2.16.578.1.12.4.1.1.9329',
    severity: 'warning',
    issueType: 'code-invalid',
    message: {
      en: 'The pathway code {code} is not in list {list}; it is carried as it is.',
      no: 'Forløpskoden {code} finnes ikke i liste {list}; den er tatt med som den er.',
    },
    remedy: {
      en: 'Send a code of Volven 9321 or 9327, or import a newer list if the code is new.',
      no: 'Send en kode fra Volven 9321 eller 9327, eller importer en nyere liste hvis koden er ny.',
    },
    source: 'NPR, tilbakemeldinger, Volven 9329, no. 201; HIS 1208:2018, Pakkeforlop',
  },
  emptyPathwayCode: {
    code: 'pathway-code-empty',
    severity: 'warning',
    issueType: 'required',
    message: {
      en: 'The pathway code is empty, so the referral names no pathway here.',
      no: 'Forløpskoden er tom, så henvisningen navngir ikke noe forløp her.',
    },
    remedy: {
      en: 'Send a code of Volven 9321 or 9327 in Pakkeforlopskode (V), or leave Pakkeforlop out.',
      no: 'Send en kode fra Volven 9321 eller 9327 i Pakkeforlopskode (V), eller utelat Pakkeforlop.',
    },
    source: 'HIS 1208:2018, Pakkeforlop; HIS 80517:2017',
  },
} as const satisfies Record<string, FindingDefinition>;
