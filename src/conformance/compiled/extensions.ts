import type { ComplexType, Property } from './elementTree.ts';
import { isJsonObject, type JsonObject } from './json.ts';
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
  const hasValue = hasValueIn(value);
  if (hasExtensions === hasValue) {
    walk.report(VALIDATION_FINDINGS.extensionContent, { found: hasValue ? 'value, extension' : '—' });
  }
  if (typeof url !== 'string' || url === '') {
    return;
  }
  const owner = walk.propertyAbove(1);
  if (owner?.rule.name === 'id' && ID_OF_RESOURCE.test(owner.rule.path) && !isLetPass(url)) {
    walk.report(VALIDATION_FINDINGS.extensionOnId, { found: shown(url) });
  }
  const isNested = owner?.typeName === 'Extension';
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

function hasValueIn(value: JsonObject): boolean {
  for (const key in value) {
    if (key.startsWith('value') || key.startsWith('_value')) {
      return true;
    }
  }
  return false;
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
  if (!profile.contexts.some((context) => isAt(context, walk)) && !CROSS_VERSION.test(profile.url)) {
    walk.report(VALIDATION_FINDINGS.extensionContext, {
      found: profile.url,
      rule: [...namesOfOwner(walk)][0] ?? '',
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

/** The names by which an element of that property can be meant whatever it stands in: path, type, supertypes. */
const namesOfProperties = new WeakMap<Property, ReadonlySet<string>>();
const namesOfTypes = new WeakMap<ComplexType, ReadonlySet<string>>();

function remembered<Key extends object>(
  known: WeakMap<Key, ReadonlySet<string>>,
  key: Key,
  make: (key: Key) => ReadonlySet<string>,
): ReadonlySet<string> {
  let names = known.get(key);
  if (names === undefined) {
    names = make(key);
    known.set(key, names);
  }
  return names;
}

/** The names of the element that has the extension in which we stand. */
function namesOfOwner(walk: Walk): ReadonlySet<string> {
  const owner = walk.propertyAbove(1);
  return owner === undefined || owner.kind === 'resource'
    ? remembered(namesOfTypes, walk.context.type, namesOfResource)
    : remembered(namesOfProperties, owner, namesOfProperty);
}

function namesOfResource({ name, properties }: ComplexType): ReadonlySet<string> {
  const names = new Set([name, 'Resource', 'Element']);
  if (properties.has('text')) {
    names.add('DomainResource');
  }
  if (properties.has('url') && properties.has('status')) {
    names.add('CanonicalResource').add('MetadataResource');
  }
  return names;
}

function namesOfProperty({ rule, typeName, kind, type }: Property): ReadonlySet<string> {
  const path = rule.path.replace('[x]', '');
  return new Set([
    path,
    rule.path,
    typeName,
    'Element',
    `${path}${typeName.charAt(0).toUpperCase()}${typeName.slice(1)}`,
    ...(SUPERTYPES[typeName] ?? []),
    // Content that refers to another element is meant by that element's path.
    ...(kind === 'complex' ? [type().name] : []),
  ]);
}

/** Whether the element that has the extension is meant by its full path from the resource, or a type on the way. */
function isOnTrail(walk: Walk, names: readonly string[]): boolean {
  const owner = walk.propertyAbove(1);
  return (
    owner !== undefined &&
    owner.kind !== 'resource' &&
    walk.place.logicalPaths(1, walk.context.type.name).some((path) => names.includes(path))
  );
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
  walk: Walk,
): boolean {
  if (type === 'extension') {
    return walk.place.extensionUrl(1) === expression;
  }
  if (type === 'fhirpath') {
    return isSelected(walk, expression);
  }
  // `url#path` is an element of that definition, and stands for itself.
  const path = expression.slice(expression.indexOf('#') + 1);
  const names = namesOfOwner(walk);
  return (
    names.has(path) ||
    names.has(`${path}[x]`) ||
    isOnTrail(walk, [path, `${path}[x]`]) ||
    // R4's own definitions of the primitive types carry it there.
    (walk.place.extensionUrl(0) === REGEX &&
      (names.has('ElementDefinition.type') || isOnTrail(walk, ['ElementDefinition.type'])))
  );
}
