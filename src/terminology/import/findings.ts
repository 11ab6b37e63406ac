import type { FindingDefinition } from '../../findings/finding.ts';

const FORMAT = 'Forløpsbro, import of a code list';

/** Everything that can be wrong with a code list that an operator imports. */
export const IMPORT_FINDINGS = {
  notJson: {
    code: 'import-not-json',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'The file is not JSON.', no: 'Filen er ikke JSON.' },
    remedy: {
      en: 'Import a FHIR CodeSystem as JSON, or a CSV file with a heading.',
      no: 'Importer et FHIR CodeSystem som JSON, eller en CSV-fil med overskrift.',
    },
    source: FORMAT,
  },
  notCodeSystem: {
    code: 'import-not-code-system',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The file holds no FHIR CodeSystem with a url and concepts.',
      no: 'Filen har ikke noe FHIR CodeSystem med url og begreper.',
    },
    remedy: {
      en: 'Import a FHIR R4 CodeSystem with its concepts.',
      no: 'Importer et FHIR R4 CodeSystem med begreper.',
    },
    source: FORMAT,
  },
  columnMissing: {
    code: 'import-column-missing',
    severity: 'error',
    issueType: 'required',
    message: { en: 'The heading lacks the column {column}.', no: 'Overskriften mangler kolonnen {column}.' },
    remedy: {
      en: 'Begin the file with code;display;validFrom;validTo;edition (code and display are required).',
      no: 'Begynn filen med code;display;validFrom;validTo;edition (code og display er påkrevd).',
    },
    source: FORMAT,
  },
  columnUnknown: {
    code: 'import-column-unknown',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The heading has an unknown column «{column}».',
      no: 'Overskriften har en ukjent kolonne «{column}».',
    },
    remedy: {
      en: 'Use the columns code, display, validFrom, validTo and edition only.',
      no: 'Bruk bare kolonnene code, display, validFrom, validTo og edition.',
    },
    source: FORMAT,
  },
  codeMissing: {
    code: 'import-code-missing',
    severity: 'error',
    issueType: 'required',
    message: { en: 'There is no code.', no: 'Det er ingen kode.' },
    remedy: { en: 'Give every concept a code.', no: 'Gi hvert begrep en kode.' },
    source: FORMAT,
  },
  displayMissing: {
    code: 'import-display-missing',
    severity: 'error',
    issueType: 'required',
    message: { en: 'Code «{code}» has no text.', no: 'Kode «{code}» har ingen tekst.' },
    remedy: { en: 'Give every code its text in display.', no: 'Oppgi teksten til hver kode i display.' },
    source: FORMAT,
  },
  codeTwice: {
    code: 'import-code-twice',
    severity: 'error',
    issueType: 'duplicate',
    message: {
      en: 'Code «{code}» comes more than once, with other texts or days.',
      no: 'Kode «{code}» kommer flere ganger, med andre tekster eller datoer.',
    },
    remedy: {
      en: 'Give a code once, or once for each edition with the same text and days.',
      no: 'Oppgi en kode én gang, eller én gang for hver utgave med samme tekst og datoer.',
    },
    source: FORMAT,
  },
  dateInvalid: {
    code: 'import-date-invalid',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '{column} is «{value}», which is no date.',
      no: '{column} er «{value}», som ikke er en dato.',
    },
    remedy: { en: 'Write dates as YYYY-MM-DD.', no: 'Skriv datoer som ÅÅÅÅ-MM-DD.' },
    source: FORMAT,
  },
  periodBackwards: {
    code: 'import-period-backwards',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'Code «{code}» ends ({validTo}) before it begins ({validFrom}).',
      no: 'Kode «{code}» slutter ({validTo}) før den begynner ({validFrom}).',
    },
    remedy: { en: 'Correct one of the two days.', no: 'Rett en av de to datoene.' },
    source: FORMAT,
  },
  editionUnknown: {
    code: 'import-edition-unknown',
    severity: 'error',
    issueType: 'code-invalid',
    message: { en: 'There is no edition «{edition}».', no: 'Det finnes ingen utgave «{edition}».' },
    remedy: {
      en: 'Use the id of an edition that the catalogue has, or import the edition first.',
      no: 'Bruk id-en til en utgave som katalogen har, eller importer utgaven først.',
    },
    source: FORMAT,
  },
  partsUnknown: {
    code: 'import-parts-unknown',
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'Code «{code}» cannot be split into a pathway type, an event and an outcome that the lists have.',
      no: 'Kode «{code}» kan ikke deles i en forløpstype, en hendelse og et utfall som listene har.',
    },
    remedy: {
      en: 'Import the lists 9321, 9322 and 9323–9326 or 9328 with the new codes first.',
      no: 'Importer først listene 9321, 9322 og 9323–9326 eller 9328 med de nye kodene.',
    },
    source: 'Volven 9321, 9322, 9327',
  },
  codeRemoved: {
    code: 'import-code-removed',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code «{code}» is not in the new list, which says that it is complete; what was registered with it will be unknown.',
      no: 'Kode «{code}» er ikke i den nye listen, som sier at den er komplett; det som er registrert med den, blir ukjent.',
    },
    remedy: {
      en: 'Keep the code in the list with its last day (validTo) if it was in use.',
      no: 'Behold koden i listen med siste dag (validTo) hvis den har vært i bruk.',
    },
    source: FORMAT,
  },
  codeInUse: {
    code: 'import-code-in-use',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code «{code}» goes, but {count} of the codes of {list} are built on it, such as «{example}».',
      no: 'Kode «{code}» forsvinner, men {count} av kodene i {list} bygger på den, som «{example}».',
    },
    remedy: {
      en: 'Take these codes back first, or keep the code in its list.',
      no: 'Ta tilbake disse kodene først, eller behold koden i listen.',
    },
    source: FORMAT,
  },
  importUnknown: {
    code: 'import-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: { en: 'There is no import «{id}» in force.', no: 'Det finnes ingen gjeldende import «{id}».' },
    remedy: { en: 'Name an import that is in force.', no: 'Oppgi en import som gjelder.' },
    source: FORMAT,
  },
  importNotNewest: {
    code: 'import-not-newest',
    severity: 'error',
    issueType: 'conflict',
    message: {
      en: 'Import «{id}» has been built on by «{newer}».',
      no: 'Importen «{id}» er bygget videre på av «{newer}».',
    },
    remedy: { en: 'Revert «{newer}» first.', no: 'Tilbakestill «{newer}» først.' },
    source: FORMAT,
  },
} as const satisfies Record<string, FindingDefinition>;
