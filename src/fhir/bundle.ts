import type { BusinessIdentifier } from './identifier.ts';

/**
 * The URL of a conditional update or read by business identifier, `Type?identifier=system|value`: characters that
 * have a meaning in a search value are escaped with a backslash (FHIR R4 3.1.1.4.0.1), then the whole for the URL.
 */
export function identifierUrl(resourceType: string, { system, value }: BusinessIdentifier): string {
  return `${resourceType}?identifier=${encodeURIComponent(`${escapeSearchValue(system)}|${escapeSearchValue(value)}`)}`;
}

const SPECIAL = /[\\|,$]/;
const ALL_SPECIAL = /[\\|,$]/g;

function escapeSearchValue(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, String.raw`\$&`) : text;
}
