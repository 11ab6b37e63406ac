import type { FindingDefinition } from '../../../findings/finding.ts';

const FILE = 'Forløpsbro, registration file (/docs, POST /measurement-points/check)';
const CSV = 'RFC 4180, 2';

/** What can be wrong with a file of registrations as such; what the rules say of them stands in pathway/. */
export const FILE_FINDINGS = {
  empty: {
    code: 'file-empty',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'There is nothing in the file.', no: 'Filen er tom.' },
    remedy: {
      en: 'Send registrations as CSV with a header, or registrations or pathway records as NDJSON or JSON.',
      no: 'Send registreringer som CSV med overskrift, eller registreringer eller forløpsopplysninger som NDJSON eller JSON.',
    },
    source: FILE,
  },
  xml: {
    code: 'file-is-xml',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The file is XML, such as a KITH message or a FHIR resource; it holds no registrations as CSV, NDJSON or JSON.',
      no: 'Filen er XML, som en KITH-melding eller en FHIR-ressurs; den har ingen registreringer som CSV, NDJSON eller JSON.',
    },
    remedy: {
      en: 'Check a message with “forlopsbro validate”, or turn it into FHIR with “forlopsbro translate” and check what comes out.',
      no: 'Kontroller en melding med «forlopsbro validate», eller gjør den om til FHIR med «forlopsbro translate» og kontroller resultatet.',
    },
    source: FILE,
  },
  notUtf8: {
    code: 'file-not-utf-8',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'The text of this line is not UTF-8.', no: 'Teksten på denne linjen er ikke UTF-8.' },
    remedy: {
      en: 'Save the file as UTF-8 (in Excel: CSV UTF-8) and send it again.',
      no: 'Lagre filen som UTF-8 (i Excel: CSV UTF-8) og send den på nytt.',
    },
    source: FILE,
  },
  carriageReturns: {
    code: 'file-line-ends',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The lines end with a carriage return alone, so that the whole file is one line. No row was checked.',
      no: 'Linjene slutter bare med vognretur, slik at hele filen er én linje. Ingen rad ble kontrollert.',
    },
    remedy: {
      en: 'End lines with a line feed, or with a carriage return and a line feed.',
      no: 'Avslutt linjer med linjeskift (LF), eller med vognretur og linjeskift (CRLF).',
    },
    source: CSV,
  },
  brokenQuoting: {
    code: 'file-broken-quoting',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'A quotation mark in column {column} is not closed on its line, or stands inside a value without being doubled: {found}.',
      no: 'Et anførselstegn i kolonne {column} er ikke lukket på linjen, eller står inne i en verdi uten å være doblet: {found}.',
    },
    remedy: {
      en: 'Put quotation marks around the whole value and double those inside it, or leave them out; the row was passed over.',
      no: 'Sett anførselstegn rundt hele verdien og doble dem inni, eller utelat dem; raden ble hoppet over.',
    },
    source: CSV,
  },
  lineTooLong: {
    code: 'file-line-too-long',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The line is longer than {limit} characters.',
      no: 'Linjen er lengre enn {limit} tegn.',
    },
    remedy: {
      en: 'Give each registration a line of its own; this one was passed over.',
      no: 'Gi hver registrering sin egen linje; denne ble hoppet over.',
    },
    source: FILE,
  },
  valueTooLong: {
    code: 'file-value-too-long',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The JSON value that starts here is longer than {limit} bytes.',
      no: 'JSON-verdien som starter her, er lengre enn {limit} byte.',
    },
    remedy: {
      en: 'Send one pathway record or registration a line (NDJSON), or a JSON array of them; what follows was not read.',
      no: 'Send én forløpsopplysning eller registrering per linje (NDJSON), eller en JSON-liste av dem; resten ble ikke lest.',
    },
    source: FILE,
  },
  cutOff: {
    code: 'file-cut-off',
    severity: 'error',
    issueType: 'incomplete',
    message: { en: 'The JSON array is not closed.', no: 'JSON-listen er ikke lukket.' },
    remedy: {
      en: 'Send the whole file; it may have been cut off on the way.',
      no: 'Send hele filen; den kan være kuttet underveis.',
    },
    source: 'RFC 8259, 5',
  },
  unknownColumn: {
    code: 'file-unknown-column',
    severity: 'warning',
    issueType: 'structure',
    message: {
      en: 'There is no column “{found}”; it was not looked at.',
      no: 'Kolonnen «{found}» finnes ikke; den ble ikke lest.',
    },
    remedy: { en: 'Leave it out, or use one of: {known}.', no: 'Utelat den, eller bruk en av: {known}.' },
    source: FILE,
  },
  repeatedColumn: {
    code: 'file-repeated-column',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The column “{found}” is there twice; only the first was read.',
      no: 'Kolonnen «{found}» er der to ganger; bare den første ble lest.',
    },
    remedy: { en: 'Give each column once.', no: 'Oppgi hver kolonne én gang.' },
    source: FILE,
  },
  missingColumn: {
    code: 'file-missing-column',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The column {column} is missing; found: {found}. No row was checked.',
      no: 'Kolonnen {column} mangler; fant: {found}. Ingen rad ble kontrollert.',
    },
    remedy: {
      en: 'The first line names the columns, separated by semicolon or comma; pathway, date, and code (or type, event and outcome) are required.',
      no: 'Første linje navngir kolonnene, skilt med semikolon eller komma; pathway, date og code (eller type, event og outcome) er påkrevd.',
    },
    source: FILE,
  },
  rowLength: {
    code: 'file-row-length',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The row has {found} values, but the header names {expected} columns.',
      no: 'Raden har {found} verdier, men overskriften navngir {expected} kolonner.',
    },
    remedy: {
      en: 'Give a value, which may be empty, for each column; the row was passed over.',
      no: 'Oppgi en verdi, som kan være tom, for hver kolonne; raden ble hoppet over.',
    },
    source: CSV,
  },
  wrongType: {
    code: 'file-wrong-type',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: '“{column}” is {found}; a text, a number or true/false is expected.',
      no: '«{column}» er {found}; det er ventet en tekst, et tall eller true/false.',
    },
    remedy: { en: 'Send the value as text.', no: 'Send verdien som tekst.' },
    source: FILE,
  },
  withoutPathway: {
    code: 'registration-without-pathway',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The registration {found} names no pathway.',
      no: 'Registreringen {found} navngir ikke noe forløp.',
    },
    remedy: {
      en: 'Give the pathway to which it belongs; the row was passed over.',
      no: 'Oppgi forløpet den hører til; raden ble hoppet over.',
    },
    source: FILE,
  },
  rowsDisagree: {
    code: 'pathway-rows-disagree',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: '{column} is {found} here, but {first} in a row before of the same pathway; the first was used.',
      no: '{column} er {found} her, men {first} i en tidligere rad av samme forløp; den første ble brukt.',
    },
    remedy: {
      en: 'Correct one of them, or give the two pathways different names.',
      no: 'Rett en av dem, eller gi de to forløpene ulike navn.',
    },
    source: FILE,
  },
  rightGranted: {
    code: 'right-granted-not-true-or-false',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: 'rightGranted is {found}; it was not looked at.',
      no: 'rightGranted er {found}; den ble ikke lest.',
    },
    remedy: {
      en: 'Write true or false, or nothing when it is not known.',
      no: 'Skriv true eller false, eller ingenting når det ikke er kjent.',
    },
    source: FILE,
  },
  pathwayAgain: {
    code: 'pathway-again-later',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'Rows of pathway {pathway} have been before, with those of other pathways between: these were checked on their own.',
      no: 'Rader for forløp {pathway} har vært tidligere, med andre forløp imellom: disse ble kontrollert for seg.',
    },
    remedy: {
      en: 'Sort the file by pathway, so that all rows of one are checked together.',
      no: 'Sorter filen på forløp, slik at alle rader for ett forløp kontrolleres samlet.',
    },
    source: FILE,
  },
  patientsApart: {
    code: 'patients-apart',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'From here on, {count} pathways are of patients whose other pathways stand far before them in the file: these were not held against one another (224, transfer).',
      no: 'Herfra er {count} forløp for pasienter som har andre forløp langt tidligere i filen: disse ble ikke holdt mot hverandre (224, overføring).',
    },
    remedy: {
      en: 'Sort the file by patient, then by pathway, so that all pathways of one patient stand together.',
      no: 'Sorter filen på pasient, deretter på forløp, slik at alle forløp for én pasient står samlet.',
    },
    source: FILE,
  },
  noPathway: {
    code: 'file-without-pathway',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'In the {found} there is neither a CarePlan of a pathway nor a Task of a measurement point.',
      no: 'I {found} er det verken en CarePlan for et forløp eller en Task for et målepunkt.',
    },
    remedy: {
      en: 'Give a Bundle of CarePlans (category of list 9321) with their Tasks (code of list 9322 or 9327).',
      no: 'Oppgi en Bundle av CarePlan (category fra liste 9321) med deres Task (code fra liste 9322 eller 9327).',
    },
    source: FILE,
  },
  pathwayTooLong: {
    code: 'pathway-too-many-rows',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'Pathway {pathway} has more than {limit} rows: those from here on were checked on their own.',
      no: 'Forløp {pathway} har flere enn {limit} rader: de fra og med denne ble kontrollert for seg.',
    },
    remedy: {
      en: 'Check that the column pathway names one pathway of one patient.',
      no: 'Kontroller at kolonnen pathway navngir ett forløp for én pasient.',
    },
    source: FILE,
  },
} as const satisfies Record<string, FindingDefinition>;
