import type { ErrorObject } from 'ajv';
import { createFinding, type Finding, type FindingDefinition } from '../../findings/finding.ts';
import { dayAtStartOf } from '../../pathway/calendarDay.ts';
import { RECORD_FINDINGS } from './findings.ts';
import { FORM, formFinding, LOOKS_LIKE_DATE, type TextForm } from './forms.ts';
import type { JsonSchema } from './schemaBuilder.ts';

const DATE_FORMS: ReadonlySet<TextForm> = new Set([FORM.localDate, FORM.dateOrTime, FORM.instant]);

/** Places that share a pattern share its form: identifiers and text of one line differ only in their bounds. */
const FORM_OF: ReadonlyMap<string, { readonly form: TextForm; readonly definition: FindingDefinition }> =
  new Map(
    Object.values<TextForm>(FORM).map((form) => [formKey(form), { form, definition: formFinding(form) }]),
  );

function formKey({ pattern, maxLength }: { readonly pattern?: string; readonly maxLength?: number }): string {
  return `${maxLength ?? ''} ${pattern ?? ''}`;
}

/** What ajv found, as findings in plain words: one for each place, the first. */
export function findingsOfSchemaErrors(errors: readonly ErrorObject[]): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const error of errors) {
    const finding = findingOfSchemaError(error);
    if (!byPlace.has(finding.place)) {
      byPlace.set(finding.place, finding);
    }
  }
  return [...byPlace.values()];
}

function findingOfSchemaError(error: ErrorObject): Finding {
  const place = placeOf(error.instancePath);
  const schema = error.parentSchema as JsonSchema;
  const limit = String((error.params as { readonly limit?: unknown }).limit);
  switch (error.keyword) {
    case 'required': {
      const property = (error.params as { readonly missingProperty: string }).missingProperty;
      const description = schema.properties?.[property]?.description ?? '';
      return createFinding(RECORD_FINDINGS.missing, within(place, property), { property, description });
    }
    case 'additionalProperties': {
      const property = (error.params as { readonly additionalProperty: string }).additionalProperty;
      return createFinding(RECORD_FINDINGS.unknownProperty, within(place, property), {
        property: clip(property),
        known: Object.keys(schema.properties ?? {}).join(', '),
      });
    }
    case 'pattern':
      return patternFinding(place, schema, String(error.data));
    case 'enum':
      return createFinding(RECORD_FINDINGS.notAChoice, place, {
        found: clip(String(error.data)),
        choices: schema.enum?.join(', ') ?? '',
      });
    case 'minLength':
      return createFinding(RECORD_FINDINGS.empty, place);
    case 'minProperties':
      return createFinding(RECORD_FINDINGS.emptyObject, place, {
        known: Object.keys(schema.properties ?? {}).join(', '),
      });
    case 'maxLength':
      return createFinding(RECORD_FINDINGS.tooLong, place, {
        found: String(Array.from(String(error.data)).length),
        limit,
      });
    case 'maxItems':
      return createFinding(RECORD_FINDINGS.tooMany, place, {
        found: String((error.data as unknown[]).length),
        limit,
      });
    case 'minimum':
    case 'maximum':
      return createFinding(RECORD_FINDINGS.outOfRange, place, {
        found: String(error.data),
        comparison: error.keyword === 'minimum' ? '≥' : '≤',
        limit,
      });
    default:
      return createFinding(RECORD_FINDINGS.wrongType, place, {
        found: jsonType(error.data),
        expected: schema.type,
      });
  }
}

function patternFinding(place: string, schema: JsonSchema, found: string): Finding {
  const known = FORM_OF.get(formKey(schema));
  if (known === undefined || (DATE_FORMS.has(known.form) && namesNoDay(found))) {
    return createFinding(RECORD_FINDINGS.impossibleDate, place, { found: clip(found) });
  }
  return createFinding(known.definition, place, { found: clip(found) });
}

function namesNoDay(text: string): boolean {
  return LOOKS_LIKE_DATE.test(text) && dayAtStartOf(text) === undefined;
}

/** `/measurementPoints/3/date` (RFC 6901) as the FHIRPath `measurementPoints[3].date`. */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, step) => (/^\d+$/.test(step) ? `${place}[${step}]` : within(place, step)), '');
}

/** A property that is no FHIRPath name is quoted with backticks, so that the place stays an expression. */
function within(place: string, property: string): string {
  const name = /^[A-Za-z_]\w*$/.test(property) ? property : `\`${clip(property.replaceAll('`', ''))}\``;
  return place === '' ? name : `${place}.${name}`;
}

const LONGEST_QUOTE = 60;

function clip(found: string): string {
  return found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
}

function jsonType(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
