import { group, leaf, type Row } from '../../mapping/row.ts';
import { code } from '../../values/codes.ts';
import { boolean, date, text } from '../../values/simple.ts';
import { AGREEMENT } from './nursing.ts';

/** Help with medication in the care messages of version 2.0 ↔ a section with what has been agreed and done. */

const HELP: readonly Row[] = [
  leaf('HjelpTilLegemiddelhandtering', '0..1', code(undefined), 'sub(help).valueCoding'),
  leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
];

/** BistandLegemiddelhandtering alone. */
export const MEDICATION_HELP = group(
  'BistandLegemiddelhandtering',
  '0..1',
  'section(medication-assistance).ext(medication-help)',
  HELP,
);

/** BistandLegemiddelhandteringOgGjennomgang. */
export const MEDICATION_ASSISTANCE = group(
  'BistandLegemiddelhandteringOgGjennomgang',
  '0..1',
  'section(medication-assistance)',
  [
    group('BistandLegemiddelhandtering', '1', 'ext(medication-help)', HELP, { mayBeEmpty: true }),
    group(
      'LegemidlerUtdelt',
      '1',
      'ext(medication-handed-out)',
      [
        leaf('LegemiddelinntakIDag', '0..*', text, 'sub(takenToday)*.valueString'),
        leaf('LegemidlerUtdeltTilPasient', '0..*', text, 'sub(handedOut)*.valueString'),
        leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
      ],
      { mayBeEmpty: true },
    ),
    group('AvtaleOmAdmLegemidler', '1', 'section(medication-administration-agreement)', AGREEMENT),
    group(
      'Legemiddelgjennomgang',
      '1',
      'ext(medication-review)',
      [
        leaf('DatoLegemiddelgjennomgang', '0..1', date, 'sub(reviewed).valueDate'),
        leaf('DatoSamstemming', '0..1', date, 'sub(reconciled).valueDate'),
        leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
      ],
      { mayBeEmpty: true },
    ),
    group(
      'Reseptinformasjon',
      '1',
      'ext(prescription-information)',
      [
        leaf('ReseptSendtMed', '0..1', code(undefined), 'sub(sent).valueCoding'),
        leaf('eResept', '0..1', boolean, 'sub(electronic).valueBoolean'),
        leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
      ],
      { mayBeEmpty: true },
    ),
  ],
);
