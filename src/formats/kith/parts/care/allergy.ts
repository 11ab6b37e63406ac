import { group, leaf, type Row } from '../../mapping/row.ts';
import { code, simpleCode } from '../../values/codes.ts';
import { boolean, text } from '../../values/simple.ts';
import { recordComponent } from './recordComponent.ts';
import { recordTextNote } from './recordText.ts';

const ALLERGY: readonly Row[] = [
  leaf('HensynVedForskrivning', '0..1', boolean, 'ext(consider-when-prescribing).valueBoolean'),
  leaf('HensynMatDrikke', '0..1', boolean, 'ext(consider-with-food).valueBoolean'),
  leaf('Kontaktallergi', '0..1', boolean, 'ext(contact-allergy).valueBoolean'),
  leaf('PollenInnsektstikk', '0..1', boolean, 'ext(pollen-or-insect-sting).valueBoolean'),
  leaf('AllergiskMot', '1', text, 'code.text'),
  leaf('VirkestoffLegemiddel', '0..1', code(7180), 'code.coding[]'),
  leaf('KodeAnnetStoff', '0..1', code(undefined), 'ext(other-substance).valueCoding'),
  leaf('AnafylaktiskeReaksjoner', '0..1', simpleCode(1103), 'ext(anaphylactic-reactions).valueCoding'),
];

/** Allerginotat, zero or more ↔ AllergyIntolerance among the entries of a section. */
export const ALLERGY_NOTES = group(
  'epj1:Allerginotat',
  '0..*',
  'entry*>AllergyIntolerance',
  [recordTextNote('0..*', 'note*'), group('Allergi', '1', '', ALLERGY)],
  { accepts: () => true, attributes: recordComponent('allergyNote') },
);

/** Cave: keywords as Flags (they may be of allergies, infections, implants …), and allergies. */
export const CAVE = group(
  'epj1:Cave',
  '0..1',
  'section(cave)',
  [
    group(
      'SakshodeCave',
      '1',
      'section(cave-keywords)',
      [
        group(
          'StikkordCave',
          '0..*',
          'entry*>Flag',
          [
            leaf('CaveStikkord', '1', text, 'code.text'),
            group('epj2:Journaltekst', '0..1', 'ext(record-text)', [
              leaf('Overskriftskode', '0..1', code(undefined), 'sub(heading).valueCoding'),
              leaf('Notat', '1', text, 'sub(text).valueString'),
              leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
            ]),
          ],
          { accepts: () => true },
        ),
      ],
      { attributes: recordComponent('caveKeywords'), mayBeEmpty: true },
    ),
    ALLERGY_NOTES,
  ],
  { attributes: recordComponent('cave') },
);
