import { refuse, refuseMediaType } from '../errors.ts';
import { FHIR_FAULTS } from './faults.ts';

/** The names by which JSON can be asked for (FHIR R4 3.1.0.1.9 and 3.1.0.1.10). */
const JSON_FORMATS: ReadonlySet<string> = new Set([
  'json',
  'application/json',
  'application/fhir+json',
  'text/json',
]);

const FHIR_VERSIONS: ReadonlySet<string> = new Set(['4.0', '4.0.1']);

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** @throws Refusal 406 when neither Accept nor `_format`, which counts before it, lets the answer be R4 JSON. */
export function requireJsonWanted(accept: string | undefined, format: string | undefined): void {
  const wanted = format === undefined ? (accept ?? '*/*') : format.replace(' ', '+');
  if (
    wanted !== '*/*' &&
    !JSON_FORMATS.has(wanted) &&
    wanted.trim() !== '' &&
    !mediaRanges(wanted).some((range) => isAccepted(range) && isJson(range, format !== undefined))
  ) {
    throw refuse(406, FHIR_FAULTS.notAcceptable);
  }
}

/** Whether Accept names this media type itself, not only by a wildcard. */
export function isNamedInAccept(accept: string | undefined, mediaType: string): boolean {
  const [wanted] = mediaRanges(mediaType);
  return mediaRanges(accept ?? '').some((range) => isAccepted(range) && range.type === wanted?.type);
}

/**
 * @param taken the media types that the address takes; JSON as FHIR has it when absent
 * @throws Refusal 415 when the body is of another FHIR version or another encoding than UTF-8
 */
export function requireReadableType(contentType: string | undefined, taken?: string): void {
  if (contentType?.includes(';') !== true) {
    return;
  }
  const [range] = mediaRanges(contentType);
  const charset = range?.parameters.get('charset') ?? 'utf-8';
  if (!isR4(range) || !/^utf-?8$/i.test(charset)) {
    throw refuseMediaType(taken);
  }
}

function mediaRanges(header: string): readonly MediaRange[] {
  return header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    return {
      type: type.toLowerCase(),
      parameters: new Map(
        parameters.map((parameter) => {
          const [name = '', value = ''] = parameter.split('=').map((piece) => piece.trim());
          return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
        }),
      ),
    };
  });
}

function isAccepted({ parameters }: MediaRange): boolean {
  return Number(parameters.get('q') ?? 1) > 0;
}

function isJson(range: MediaRange, isFormat: boolean): boolean {
  const isWildcard = !isFormat && (range.type === '*/*' || range.type === 'application/*');
  return (isWildcard || JSON_FORMATS.has(range.type)) && isR4(range);
}

function isR4(range: MediaRange | undefined): boolean {
  const version = range?.parameters.get('fhirversion');
  return version === undefined || FHIR_VERSIONS.has(version);
}
