import { group, leaf } from '../../mapping/row.ts';
import { concept } from '../../values/codes.ts';
import { markedUpText } from '../../values/markup.ts';
import { date, decimal, integer, text } from '../../values/simple.ts';
import { responsible } from './responsible.ts';

/** InfoKartleggingFunksjonsniva ↔ Observations of the IPLOS variables (9111) in a section. */
export const FUNCTIONAL_ASSESSMENT = group(
  'InfoKartleggingFunksjonsniva',
  '0..1',
  'section(functional-assessment)',
  [
    group('SamletVurderingFunksjonsniva', '0..1', 'ext(overall-function)', [
      leaf('Pleietyngde', '0..1', decimal, 'sub(careLoad).valueDecimal'),
      leaf('VurderingPleietyngde', '0..1', text, 'sub(careLoadAssessment).valueString'),
      leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
    ]),
    group(
      'KartlagtFunksjon',
      '1..*',
      'entry*>Observation',
      [
        leaf('Funksjonsvariabel', '0..1', concept(9111), 'code'),
        leaf('Vurdering', '0..1', integer, 'valueInteger'),
        leaf('Merknad', '0..1', text, 'note[].text'),
      ],
      { accepts: () => true, mayBeEmpty: true },
    ),
    responsible('0..1'),
  ],
);

/** InfoKartleggingFunksjonsniva of version 2.0, where each function is described in words. */
export const FUNCTION_DESCRIPTIONS = group(
  'InfoKartleggingFunksjonsniva',
  '0..1',
  'section(functional-assessment)',
  [
    group(
      'Funksjonsbeskrivelse',
      '1..*',
      'entry*>Observation',
      [
        leaf('Funksjonsvariabel', '0..1', concept(undefined), 'code'),
        leaf('FunksjonsbeskrivelseTekst', '0..1', markedUpText, 'valueString'),
        leaf('Dato', '0..1', date, 'effectiveDateTime'),
        leaf('Merknad', '0..1', text, 'note[].text'),
      ],
      { accepts: () => true, mayBeEmpty: true },
    ),
  ],
);
