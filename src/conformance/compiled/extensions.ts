import type { ComplexType } from './elementTree.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { typeNameOf } from './compile.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri } from './primitives.ts';
import { judgeProfile } from './profiles/judge.ts';
import type { Profile } from './profiles/profileTree.ts';
import { SUPERTYPES } from './fhirPath/values.ts';
import { selectedBy } from './invariants.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** Judges an extension: its URL, its content (ext-1), whether it is known, and where it stands. */
export function checkExtension(walk: Walk, value: JsonObject, type: ComplexType): void {
  const { url } = value;
  const hasExtensions = value['extension'] !== undefined;
  const hasValue = Object.keys(value).some((key) => key.startsWith('value') || key.startsWith('_value'));
  if (hasExtensions === hasValue) {
    walk.report(VALIDATION_FINDINGS.extensionContent, { found: hasValue ? 'value, extension' : '—' });
  }
  if (typeof url !== 'string' || url === '') {
    return;
  }
  if (ID_OF_RESOURCE.test(walk.propertyAbove(1)?.rule.path ?? '') && !isLetPass(url)) {
    walk.report(VALIDATION_FINDINGS.extensionOnId, { found: shown(url) });
  }
  const isNested = walk.propertyAbove(1)?.typeName === 'Extension';
  if (!isAbsoluteUri(url)) {
    if (!isNested) {
      walk.report(VALIDATION_FINDINGS.extensionUrl, { found: shown(url) });
    }
    return;
  }
  const profile = walk.definitions.profile(url);
  const fault = profile === undefined ? walk.definitions.faultOfProfile(url) : undefined;
  if (fault !== undefined) {
    walk.report(VALIDATION_FINDINGS.brokenProfile, { found: shown(url), text: fault });
  } else if (profile === undefined) {
    reportUnknown(walk, url);
  } else if (profile.type === 'Extension') {
    checkKnown(walk, value, type, profile);
  } else {
    walk.report(VALIDATION_FINDINGS.notAnExtension, { found: shown(url), allowed: profile.type });
  }
}

function reportUnknown(walk: Walk, url: string): void {
  if (isLetPass(url) || walk.options.knownExtensions.some((known) => isOf(url, known))) {
    return;
  }
  const isModifier = walk.propertyAbove(0)?.rule.name === 'modifierExtension';
  walk.report(
    VALIDATION_FINDINGS.unknownExtension,
    { found: shown(url) },
    undefined,
    isModifier || walk.options.strictExtensions ? 'error' : 'warning',
  );
}

/** Whether the URL begins with a prefix, `https://…`, or is of a domain or one below it. */
function isOf(url: string, known: string): boolean {
  if (known.includes(':')) {
    return url.startsWith(known);
  }
  const host = /^https?:\/\/([^/:?#]*)/.exec(url)?.[1] ?? '';
  return host === known || host.endsWith(`.${known}`);
}

/** As the snapshots of the resource types have it, each with its own name in front. */
const ID_OF_RESOURCE = /^[A-Z][A-Za-z]+\.id$/;

/** Elements of other FHIR versions may stand as extensions wherever they are of use. */
const CROSS_VERSION = /^http:\/\/hl7\.org\/fhir\/\d\.\d\//;

/** Domains whose extensions need not be known: those set aside for examples, DICOM's, and HL7's own tools. */
function isLetPass(url: string): boolean {
  return (
    url.includes('example.org') ||
    url.includes('acme.com') ||
    url.includes('nema.org') ||
    url.startsWith('http://hl7.org/fhir/tools/StructureDefinition/')
  );
}

function checkKnown(walk: Walk, value: JsonObject, type: ComplexType, profile: Profile): void {
  const inModifier = walk.propertyAbove(0)?.rule.name === 'modifierExtension';
  if (inModifier !== profile.isModifier) {
    walk.report(VALIDATION_FINDINGS.extensionModifier, {
      found: profile.url,
      allowed: profile.isModifier ? 'modifierExtension' : 'extension',
    });
  }
  const places = placesOf(walk);
  if (!CROSS_VERSION.test(profile.url) && !profile.contexts.some((context) => isAt(context, places, walk))) {
    walk.report(VALIDATION_FINDINGS.extensionContext, {
      found: profile.url,
      rule: [...places][0] ?? '',
      allowed: profile.contexts.map(({ expression }) => expression).join(', '),
    });
  }
  checkContextRules(walk, profile);
  checkParts(walk, value, profile);
  judgeProfile(walk, value, type, profile);
}

/** The parts of an extension that has parts are those of its definition; others have URLs of their own. */
function checkParts(walk: Walk, value: JsonObject, profile: Profile): void {
  const slices = profile.root.children.get('extension')?.slicing?.slices ?? [];
  const parts: unknown = value['extension'];
  if (!Array.isArray(parts) || slices.length === 0) {
    return;
  }
  const known = new Set(slices.map((slice) => slice.children.get('url')?.fixed ?? slice.sliceName));
  for (const part of parts.filter(isJsonObject)) {
    const { url } = part;
    if (typeof url === 'string' && !isAbsoluteUri(url) && !known.has(url)) {
      walk.report(VALIDATION_FINDINGS.unknownExtension, { found: shown(url) }, 'extension');
    }
  }
}

const REGEX = 'http://hl7.org/fhir/StructureDefinition/regex';

/** The names by which the element that has the extension can be meant: path, type, supertypes. */
function placesOf(walk: Walk): ReadonlySet<string> {
  const owner = walk.propertyAbove(1);
  const places = new Set<string>();
  if (owner === undefined || owner.kind === 'resource') {
    const { name } = walk.context.type;
    places.add(name).add('Resource').add('Element');
    if (walk.context.type.properties.has('text')) {
      places.add('DomainResource');
    }
    if (walk.context.type.properties.has('url') && walk.context.type.properties.has('status')) {
      places.add('CanonicalResource').add('MetadataResource');
    }
    return places;
  }
  const path = owner.rule.path.replace('[x]', '');
  places.add(path).add(owner.rule.path).add(owner.typeName).add('Element');
  places.add(`${path}${owner.typeName.charAt(0).toUpperCase()}${owner.typeName.slice(1)}`);
  for (const name of SUPERTYPES[owner.typeName] ?? []) {
    places.add(name);
  }
  for (const logical of walk.place.logicalPaths(1, walk.context.type.name)) {
    places.add(logical);
  }
  if (owner.kind === 'complex') {
    // Content that refers to another element is meant by that element's path.
    places.add(owner.type().name);
  }
  return places;
}

/** Whether the expression, asked of the resource, selects the element that has the extension. */
function isSelected(walk: Walk, expression: string): boolean {
  const { context, place } = walk;
  const owner = place.ownerOfExtension();
  const found = selectedBy(expression, context.item, context.environmentFor(context.item, walk));
  return (
    owner === undefined ||
    found === undefined ||
    found.some(({ value, sibling }) =>
      owner.sibling === undefined ? value === owner.value : sibling === owner.sibling,
    )
  );
}

function checkContextRules(walk: Walk, { contextInvariants, url }: Profile): void {
  const owner = contextInvariants.length === 0 ? undefined : walk.place.ownerOfExtension();
  if (owner !== undefined) {
    walk.judge(contextInvariants, owner, url);
  }
}

function isAt(
  { type, expression }: { readonly type: string; readonly expression: string },
  places: ReadonlySet<string>,
  walk: Walk,
): boolean {
  if (type === 'extension') {
    return walk.place.extensionUrls().at(-2) === expression;
  }
  if (type === 'fhirpath') {
    return isSelected(walk, expression);
  }
  if (walk.place.extensionUrls().at(-1) === REGEX && places.has('ElementDefinition.type')) {
    // R4's own definitions of the primitive types carry it there.
    return true;
  }
  return places.has(expression) || places.has(typeNameOf(expression)) || places.has(`${expression}[x]`);
}
