import { group, leaf, type Row } from '../../mapping/row.ts';
import { code, concept, simpleCode } from '../../values/codes.ts';

/** A code with what specifies it (list 7305). */
export function codedWithModifiers(home: string): readonly Row[] {
  return [
    leaf('Concept', '1', concept(undefined), home),
    group('Modifier', '0..*', 'ext(diagnosis-modifier)*', [
      leaf('Name', '1', simpleCode(7305), 'sub(name).valueCoding'),
      leaf('Value', '1..*', code(undefined), 'sub(value)*.valueCoding'),
    ]),
  ];
}
