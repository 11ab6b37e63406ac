import { extensionUrl } from '../../fhir/systems.ts';
import type { Finding } from '../../findings/finding.ts';
import type { PathwayHistory } from '../../pathway/history.ts';

const FIRST_TRUST = `extension('${extensionUrl('first-trust')}')`;

/** Where in the CarePlan the parts stand that the rules name as the pathway record does. */
const PART_OF_CARE_PLAN: readonly (readonly [part: string, path: string])[] = [
  ['pathwayType', 'category'],
  ['started', 'period.start'],
  ['edition', 'instantiatesCanonical'],
  ['patient', 'subject'],
  ['referral', 'supportingInfo'],
  ['firstTrust', FIRST_TRUST],
];

/** The findings about histories that came out of FHIR resources, each with its place as FHIRPath. */
export function withFhirPlaces(
  findings: readonly Finding[],
  histories: readonly PathwayHistory[],
): readonly Finding[] {
  const prefixes = histories.map(({ place }) => `${place}.`);
  return findings.map((finding) => {
    const prefix = prefixes.find((each) => finding.place.startsWith(each));
    const part = prefix === undefined ? '' : finding.place.slice(prefix.length);
    const known = PART_OF_CARE_PLAN.find(([name]) => part === name || part.startsWith(`${name}.`));
    return prefix === undefined || known === undefined
      ? finding
      : { ...finding, place: `${prefix}${known[1]}` };
  });
}
