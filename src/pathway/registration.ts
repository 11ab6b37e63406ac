import { createFinding } from '../findings/finding.ts';
import type { Finding } from '../findings/finding.ts';
import type { Catalogue } from './catalogue.ts';
import { compiledCatalogue } from './compiledCatalogue.ts';
import type { CompiledCatalogue, CompiledCode, ResolvedRegistration } from './compiledCatalogue.ts';
import { PATHWAY_FINDINGS } from './findings.ts';
import type { HistoryContact, PathwayHistory, Registration, RegistrationCodes } from './history.ts';
import type { DateOrTime } from './record.ts';

export type { ResolvedRegistration } from './compiledCatalogue.ts';
export type RegistrationResult = ResolvedRegistration | RegistrationFault;

interface RegistrationFault {
  readonly ok: false;
  readonly findings: Finding[];
}

/**
 * What a registration means: its combined code and the parts of it. A registration may give the code, the parts, or
 * both when they agree; the pathway's type stands in for a missing type. Each result of `ok: false` has one error:
 * the first fault that is met. Codes are compared exactly, case included.
 */
export function resolveRegistration(
  registration: Registration,
  pathwayType: string | undefined,
  catalogue: Catalogue,
): RegistrationResult {
  const meant = codeMeant(registration, pathwayType, catalogue, compiledCatalogue(catalogue).codes);
  return meant.ok ? meant.resolved : meant;
}

/**
 * The same with all that is looked up of the code.
 *
 * @param codes of the catalogue
 */
export function codeMeant(
  registration: Registration,
  pathwayType: string | undefined,
  catalogue: Catalogue,
  codes: CompiledCatalogue['codes'],
): CompiledCode | RegistrationFault {
  const meant = codeRead(registration, pathwayType, catalogue, codes);
  return meant.ok && registration.others !== undefined
    ? agreeWithOthers(meant, registration, registration.others, pathwayType, catalogue, codes)
    : meant;
}

function codeRead(
  registration: Registration,
  pathwayType: string | undefined,
  catalogue: Catalogue,
  codes: CompiledCatalogue['codes'],
): CompiledCode | RegistrationFault {
  const { code } = registration;
  return code === undefined || code === ''
    ? resolveComponents(registration, pathwayType, catalogue, codes)
    : resolveCode(code, registration, pathwayType, catalogue, codes);
}

/** Of several codes each is held to what one is, and two that could both stand mean two measurement points. */
function agreeWithOthers(
  meant: CompiledCode,
  { place }: Registration,
  others: readonly RegistrationCodes[],
  pathwayType: string | undefined,
  catalogue: Catalogue,
  codes: CompiledCatalogue['codes'],
): CompiledCode | RegistrationFault {
  const { code, type, event, outcome } = meant.resolved;
  for (const other of others) {
    const read = codeRead({ ...other, place }, pathwayType ?? type, catalogue, codes);
    if (!read.ok) {
      return read;
    }
    if (read.resolved.code !== code) {
      const values = { code, expected: parts(type, event, outcome), found: read.resolved.code };
      return fault(createFinding(PATHWAY_FINDINGS.componentsDisagree, place, values));
    }
  }
  return meant;
}

/** Its own date, else its contact's start, as text; undefined when neither gives one. */
export function registrationDate(
  registration: Registration,
  history: PathwayHistory,
): DateOrTime | undefined {
  return textOf(registration.date) ?? textOf(contactOf(registration, history)?.start);
}

/** An empty text says no more than an absent one. */
export function textOf(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** The contact in which it was coded, when that is among the history's contacts. */
export function contactOf(registration: Registration, history: PathwayHistory): HistoryContact | undefined {
  if (history.contacts.length === 0) {
    return undefined;
  }
  const { contact } = registration;
  return contact === undefined || contact === '' ? undefined : contactsByKey(history).get(contact);
}

/** The pathway's type: as the sender names it, else that of the first registration that names an existing one. */
export function pathwayTypeOf(history: PathwayHistory, catalogue: Catalogue): string | undefined {
  if (history.pathwayType !== undefined && history.pathwayType !== '') {
    return history.pathwayType;
  }
  for (const registration of history.registrations) {
    const resolved = resolveRegistration(registration, undefined, catalogue);
    if (resolved.ok) {
      return resolved.type;
    }
  }
  return undefined;
}

const contactIndexes = new WeakMap<PathwayHistory, ReadonlyMap<string, HistoryContact>>();

function contactsByKey(history: PathwayHistory): ReadonlyMap<string, HistoryContact> {
  let index = contactIndexes.get(history);
  if (index === undefined) {
    index = new Map(history.contacts.map((contact) => [contact.key, contact]));
    contactIndexes.set(history, index);
  }
  return index;
}

function resolveCode(
  code: string,
  registration: Registration,
  pathwayType: string | undefined,
  catalogue: Catalogue,
  codes: CompiledCatalogue['codes'],
): CompiledCode | RegistrationFault {
  const compiled = codes.get(code);
  if (compiled === undefined) {
    const definition = isOfOtherFamily(code) ? PATHWAY_FINDINGS.otherFamily : PATHWAY_FINDINGS.unknownCode;
    return fault(createFinding(definition, registration.place, { code }));
  }
  const { resolved } = compiled;
  if (
    !agree(registration.type, resolved.type) ||
    !agree(registration.event, resolved.event) ||
    !agreeOutcome(registration, resolved)
  ) {
    const values = {
      code,
      expected: parts(resolved.type, resolved.event, resolved.outcome),
      found: parts(registration.type, registration.event, registration.outcome),
    };
    return fault(createFinding(PATHWAY_FINDINGS.componentsDisagree, registration.place, values));
  }
  return ofPathway(compiled, registration, pathwayType, catalogue);
}

function resolveComponents(
  registration: Registration,
  pathwayType: string | undefined,
  catalogue: Catalogue,
  codes: CompiledCatalogue['codes'],
): CompiledCode | RegistrationFault {
  const type = textOf(registration.type) ?? pathwayType;
  const { event } = registration;
  const outcome = registration.outcome === '' ? undefined : registration.outcome;
  if (type === undefined || type === '' || event === undefined || event === '') {
    return fault(createFinding(PATHWAY_FINDINGS.componentsMissing, registration.place));
  }
  const compiled = codes.get(type + event + (outcome ?? ''));
  if (
    compiled === undefined ||
    compiled.resolved.type !== type ||
    compiled.resolved.event !== event ||
    compiled.resolved.outcome !== outcome
  ) {
    const values = { type, event, outcome: outcome ?? '–' };
    return fault(createFinding(PATHWAY_FINDINGS.unknownCombination, registration.place, values));
  }
  return ofPathway(compiled, registration, pathwayType, catalogue);
}

/** A code of another type than the pathway's is a fault, unless the pathway's own type is the unknown one. */
function ofPathway(
  compiled: CompiledCode,
  registration: Registration,
  pathwayType: string | undefined,
  catalogue: Catalogue,
): CompiledCode | RegistrationFault {
  const { resolved } = compiled;
  if (
    pathwayType === undefined ||
    pathwayType === resolved.type ||
    !catalogue.pathwayTypes.has(pathwayType)
  ) {
    return compiled;
  }
  const values = { code: resolved.code, found: resolved.type, pathwayType };
  return fault(createFinding(PATHWAY_FINDINGS.otherPathway, registration.place, values));
}

/** A, B or C and two digits: cancer by organ, metastases, serious illness (Volven 9173). */
function isOfOtherFamily(code: string): boolean {
  const letter = code.charCodeAt(0);
  return letter >= 65 && letter <= 67 && isDigit(code.charCodeAt(1)) && isDigit(code.charCodeAt(2));
}

function isDigit(character: number): boolean {
  return character >= 48 && character <= 57;
}

function agree(given: string | undefined, expected: string): boolean {
  return given === undefined || given === '' || given === expected;
}

/** An outcome beside a code that has none disagrees; a missing outcome does not. */
function agreeOutcome(registration: Registration, resolved: ResolvedRegistration): boolean {
  const { outcome } = registration;
  return outcome === undefined || outcome === '' || outcome === resolved.outcome;
}

function parts(...components: readonly (string | undefined)[]): string {
  return components.filter((component) => component !== undefined && component !== '').join(' + ');
}

function fault(finding: Finding): RegistrationFault {
  return { ok: false, findings: [finding] };
}
