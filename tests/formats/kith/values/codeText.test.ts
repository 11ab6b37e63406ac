import { describe, expect, it } from 'vitest';
import { createConformance } from '../../../../src/conformance/conformance.ts';
import { hasErrors } from '../../../../src/findings/finding.ts';
import { extensionUrl, volven } from '../../../../src/fhir/systems.ts';
import { createKithDecoder } from '../../../../src/formats/kith/decode.ts';
import { encodeKith } from '../../../../src/formats/kith/encode.ts';
import { openKnowledge } from '../../../../src/knowledge.ts';
import { bundleOf, exampleText } from '../messages.ts';

/** Codes with a text of the sender's own: it is kept, and no display that is not the code's. */

const knowledge = openKnowledge();
const decoder = createKithDecoder({ terminology: knowledge.terminology });
const conformance = createConformance({ current: knowledge });
const HER = volven(9051);

function textsOf(bundle: object): readonly unknown[] {
  const codings: unknown[] = [];
  JSON.stringify(bundle, (_key, value: { system?: unknown; code?: unknown } | null) => {
    if (value?.system === HER && value.code === 'HER') {
      codings.push(value);
    }
    return value;
  });
  return codings;
}

describe.each([
  { name: 'the text of the list', text: 'HER-id', isDisplay: true },
  { name: 'the same in other case', text: 'her-ID', isDisplay: true },
  { name: 'more than the text of the list', text: 'Identifikator fra registeret (HER-id)', isDisplay: false },
  { name: 'the text of another code', text: 'Organisasjonsnummeret i Enhetsregisteret', isDisplay: false },
])('A code with $name', ({ text, isDisplay }) => {
  const xml = exampleText('onward-referral-9321.xml').replaceAll(
    /(V="HER" S="2.16.578.1.12.4.1.1.9051" DN=)"[^"]*"/g,
    `$1"${text}"`,
  );
  const reading = decoder.decode(Buffer.from(xml));
  const bundle = bundleOf(reading);

  it(isDisplay ? 'has it as its display' : 'has it beside its display, which is told', () => {
    const expected = isDisplay
      ? { display: text }
      : { _display: { extension: [{ url: extensionUrl('original-value'), valueString: text }] } };
    const codings = textsOf(bundle);
    expect(codings.length).toBeGreaterThan(0);
    expect(new Set(codings.map((coding) => JSON.stringify(coding)))).toEqual(
      new Set([JSON.stringify({ system: HER, code: 'HER', ...expected })]),
    );
    const told = reading.findings.filter(({ definition }) => definition.code === 'message-code-text');
    expect(told.length > 0).toBe(!isDisplay);
  });

  it('is valid', () => {
    expect(hasErrors(conformance.judgeText(JSON.stringify(bundle)))).toBe(false);
  });

  it('is written as it was sent, and a display that is given counts', () => {
    const written = Buffer.from(encodeKith(bundle).xml ?? []).toString();
    expect(written.split(`DN="${text}"`).length).toBe(xml.split(`DN="${text}"`).length);
    const edited = JSON.parse(JSON.stringify(bundle), (_key, value: Record<string, unknown> | null) =>
      value?.system === HER && value.code === 'HER' ? { ...value, display: 'Ny tekst' } : value,
    ) as typeof bundle;
    const rewritten = Buffer.from(encodeKith(edited).xml ?? []).toString();
    expect(rewritten).toContain('DN="Ny tekst"');
    expect(rewritten).not.toContain(`S="2.16.578.1.12.4.1.1.9051" DN="${text}"`);
  });
});
