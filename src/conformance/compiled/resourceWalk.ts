import type { ComplexType, ElementRule, Environment, Invariant, Item, Property } from './elementTree.ts';
import { type JsonObject, isJsonObject, textOf } from './json.ts';
import {
  createFinding,
  type Finding,
  type FindingDefinition,
  type Severity,
} from '../../findings/finding.ts';
import { BundleIndex } from './bundleIndex.ts';
import { checkCode } from './codes.ts';
import { checkContained } from './containedRules.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import type { Walk, WalkOptions } from './walk.ts';
import { nearestOf } from './nearest.ts';
import { judgeByProfiles } from './profiles/judgeResource.ts';
import { checkNarrative } from './narrative/checkNarrative.ts';
import type { BaseDefinitions } from './baseDefinitions.ts';
import { ResourceContext } from './resourceContext.ts';
import { RESOURCE_CHECKS } from './resourceChecks.ts';
import { shown } from './shown.ts';
import { isLanguageTag } from './language.ts';
import { TYPE_CHECKS } from './typeChecks.ts';
import { isAbsoluteUri, MAX_STRING_LENGTH } from './primitives.ts';

/** Levels of elements that are judged; official R4 examples reach 19. */
const MAX_DEPTH = 100;

/** One walk through a resource: what was found so far, and where we are. */
export class ResourceWalk implements Walk {
  readonly definitions: BaseDefinitions;
  readonly options: WalkOptions;
  readonly findings: Finding[] = [];
  /** Rules that could not be evaluated, by definition and key: each is reported once. */
  readonly #brokenRules = new Set<string>();
  /** Steps from the root; a number is an index. */
  readonly #steps: (Property | string | number)[] = [];
  /** The properties that led here, for the contexts of extensions. */
  readonly #trail: (Property | undefined)[] = [];
  /** URLs of the extensions in which we stand. */
  readonly #extensionUrls: string[] = [];
  #stopped = false;
  /** The resource that is being walked, contained or not. */
  context!: ResourceContext;
  /** Canonical URL of the profile that is being judged by. */
  profileUrl = '';

  constructor(definitions: BaseDefinitions, options: WalkOptions) {
    this.definitions = definitions;
    this.options = options;
  }

  /** The FHIRPath of where we stand. */
  get place(): string {
    return this.#path(({ step }) => step);
  }

  #path(nameOf: (property: Property) => string): string {
    let place = '';
    for (const step of this.#steps) {
      const name = typeof step === 'object' ? nameOf(step) : step;
      place += typeof name === 'number' ? `[${name}]` : place === '' ? name : `.${name}`;
    }
    return place;
  }

  /** The property by which the element that is being walked stands in its parent, `up` levels above. */
  propertyAbove(up: number): Property | undefined {
    return this.#trail[this.#trail.length - 1 - up];
  }

  /** The full paths of the element `up` levels above, counted from the types along the way: `Patient.name.given`. */
  logicalPaths(up: number): readonly string[] {
    const names: string[] = [];
    const paths: string[] = [];
    for (let level = up; ; level += 1) {
      const property = this.propertyAbove(level);
      if (property === undefined || property.kind === 'resource') {
        paths.push([this.context.type.name, ...names].join('.'));
        return paths;
      }
      paths.push([property.typeName, ...names].join('.'));
      names.unshift(property.rule.name);
    }
  }

  extensionUrl(): string | undefined {
    return this.#extensionUrls.at(-1);
  }

  /** The URL of the extension in which the present one stands; undefined when it stands in none. */
  extensionAbove(): string | undefined {
    return this.#extensionUrls.at(-2);
  }

  report(
    definition: FindingDefinition,
    values: Readonly<Record<string, string>> = {},
    step?: string,
    severity: Severity = definition.severity,
  ): void {
    const place = step === undefined ? this.place : `${this.place}.${step}`;
    this.findings.push(createFinding(definition, place, values, severity));
  }

  /** Runs with the place moved one step further. */
  at(step: string | number, run: () => void): void {
    this.#steps.push(step);
    run();
    this.#steps.pop();
  }

  /** Walks a value where a resource belongs. */
  resource(
    value: unknown,
    container: ResourceContext | undefined,
    how: 'root' | 'contained' | 'within',
  ): void {
    if (!isJsonObject(value)) {
      this.report(VALIDATION_FINDINGS.notAResource, { found: shown(value) });
      return;
    }
    const resourceType = value['resourceType'];
    const type = typeof resourceType === 'string' ? this.definitions.resourceType(resourceType) : undefined;
    if (type === undefined) {
      this.report(VALIDATION_FINDINGS.unknownResourceType, {
        found: shown(resourceType),
        allowed: nearestOf(String(resourceType), this.definitions.resourceTypes) ?? 'Patient',
      });
      return;
    }
    const outer = this.context;
    this.context = new ResourceContext(value, type, container, how);
    if (type.name === 'Bundle') {
      this.context.bundleIndex = new BundleIndex(value);
    }
    this.context.fullUrl = this.#entryOf(container);
    if (!this.options.profilesOnly) {
      this.object(value, type);
      checkContained(this);
      checkOwnLanguage(this, value);
      RESOURCE_CHECKS[type.name]?.(this, value);
    }
    judgeByProfiles(this, how === 'root' ? this.options.profiles : []);
    this.context = outer;
  }

  /** The fullUrl of the entry in which the resource stands. */
  #entryOf(container: ResourceContext | undefined): string | undefined {
    const index = this.#steps.at(-2);
    return typeof index === 'number' ? container?.bundleIndex?.entries[index]?.fullUrl : undefined;
  }

  /** Walks an object of the type: its properties, then its own rules. */
  object(value: JsonObject, type: ComplexType): void {
    if (this.#trail.length > MAX_DEPTH) {
      this.report(VALIDATION_FINDINGS.nestedTooDeeply, { allowed: String(MAX_DEPTH) });
      this.#stopped = true;
      return;
    }
    const isExtension = type.typeName === 'Extension';
    if (isExtension) {
      this.#extensionUrls.push(textOf(value['url']));
    }
    let content = 0;
    let choices = 0;
    for (const key in value) {
      const child = value[key];
      if (child === undefined) {
        continue;
      }
      const property = type.properties.get(key);
      if (property === undefined) {
        if (key === 'resourceType' && type.isResource) {
          continue;
        }
        this.#unknown(key, type);
      } else {
        choices += property.rule.isChoice ? 1 : 0;
        this.#property(property, child, value);
        if (this.#stopped) {
          return;
        }
      }
      content += key === 'id' ? 0 : 1;
    }
    if (content < 2 || Object.hasOwn(value, 'id')) {
      this.#checkId(value, content, type);
    }
    if (choices > 1) {
      this.#checkChoices(value, type);
    }
    for (const rule of type.required) {
      if (!isPresent(value, rule)) {
        this.report(VALIDATION_FINDINGS.missingElement, { rule: rule.path, profile: type.url });
      }
    }
    TYPE_CHECKS[type.typeName]?.(this, value, type);
    if (type.invariants.length > 0) {
      this.judge(type.invariants, { value, typeName: type.typeName, type }, type.url);
    }
    if (isExtension) {
      this.#extensionUrls.pop();
    }
  }

  /** Whether what runs finds no error; what it finds is not kept. */
  trial(run: () => void): readonly Finding[] {
    const before = this.findings.length;
    run();
    return this.findings.splice(before).filter(({ severity }) => severity === 'error');
  }

  /** Ids of elements are unique in their resource (R4 element.html#id), and an id is no content by itself. */
  #checkId(value: JsonObject, content: number, type: ComplexType): void {
    const { id } = value;
    if (type.isResource) {
      return;
    }
    if (content === 0) {
      this.report(id === undefined ? VALIDATION_FINDINGS.emptyValue : VALIDATION_FINDINGS.idOnly, {
        found: '{}',
      });
    }
    // The ids of ElementDefinition are paths, in snapshot and differential alike.
    if (typeof id === 'string' && type.typeName !== 'ElementDefinition') {
      if (this.context.elementIds.has(id)) {
        this.report(VALIDATION_FINDINGS.duplicateId, { found: shown(id) }, 'id');
      }
      this.context.elementIds.add(id);
    }
  }

  #unknown(key: string, type: ComplexType): void {
    const near = nearestOf(key, type.properties.keys());
    this.report(
      near === undefined ? VALIDATION_FINDINGS.unknownElement : VALIDATION_FINDINGS.unknownElementNear,
      {
        found: key,
        rule: type.name,
        ...(near !== undefined && { allowed: near }),
      },
    );
  }

  #checkChoices(value: JsonObject, type: ComplexType): void {
    for (const { keys } of type.choices) {
      const found = keys.filter((key) => value[key] !== undefined || value[`_${key}`] !== undefined);
      if (found.length > 1) {
        this.report(VALIDATION_FINDINGS.choiceConflict, { found: found.join(', ') });
      }
    }
  }

  #property(property: Property, value: unknown, parent: JsonObject): void {
    this.#steps.push(property);
    this.#trail.push(property);
    if (property.rule.prohibited) {
      this.report(VALIDATION_FINDINGS.cardinality, { rule: property.rule.path, found: '1', allowed: '0' });
    } else if (property.rule.repeats) {
      this.#repeated(property, value, parent);
    } else if (Array.isArray(value)) {
      this.report(VALIDATION_FINDINGS.singleExpected);
    } else {
      this.#value(property, value, parent, undefined);
    }
    this.#trail.pop();
    this.#steps.pop();
  }

  #repeated(property: Property, value: unknown, parent: JsonObject): void {
    if (!Array.isArray(value)) {
      this.report(VALIDATION_FINDINGS.arrayExpected, { found: shown(value) });
      return;
    }
    if (value.length === 0 && parent[`_${property.key}`] === undefined) {
      this.report(VALIDATION_FINDINGS.emptyValue, { found: '[]' });
    }
    for (let index = 0; index < value.length; index += 1) {
      this.#steps.push(index);
      this.#value(property, value[index], parent, index);
      this.#steps.pop();
      if (this.#stopped) {
        return;
      }
    }
  }

  /** Judges one value; index is its place in an array, or undefined. */
  #value(property: Property, value: unknown, parent: JsonObject, index: number | undefined): void {
    if (property.isSibling) {
      this.#sibling(property, value, parent, index);
    } else if (property.kind === 'complex') {
      if (isJsonObject(value)) {
        this.object(value, property.type());
        if (property.rule.binding !== undefined) {
          checkCode(this, value, property);
        }
        this.#judgeElement(property, value);
      } else {
        this.#wrongJson(value, 'object');
      }
    } else if (property.kind === 'primitive') {
      if (value === null) {
        this.#null(property, parent, index);
      } else {
        this.#primitive(property, value);
      }
    } else if (property.kind === 'resource') {
      this.resource(value, this.context, property.rule.name === 'contained' ? 'contained' : 'within');
    } else {
      checkNarrative(this, value);
    }
  }

  #judgeElement(property: Property, value: JsonObject): void {
    const { invariants } = property.rule;
    if (invariants.length > 0) {
      const type = property.type();
      this.judge(invariants, { value, typeName: type.typeName, type }, property.rule.path);
    }
  }

  /** A null in an array keeps the place of a value that has only extensions (R4 2.6.2.3). */
  #null(property: Property, parent: JsonObject, index: number | undefined): void {
    const siblings = parent[`_${property.key}`];
    if (index === undefined || !Array.isArray(siblings) || !isJsonObject(siblings[index])) {
      this.report(VALIDATION_FINDINGS.emptyValue, { found: 'null' });
    }
  }

  #sibling(property: Property, value: unknown, parent: JsonObject, index: number | undefined): void {
    // The key is that of the value, with an underscore in front.
    const main = parent[property.key.slice(1)];
    const own: unknown = index === undefined ? main : Array.isArray(main) ? main[index] : undefined;
    const hasValue = own !== undefined && own !== null;
    if (value === null && index !== undefined && hasValue) {
      return;
    }
    if (!isJsonObject(value)) {
      this.#wrongJson(value, 'object');
      return;
    }
    this.object(value, this.definitions.elementType);
    if (!hasValue && (value['extension'] === undefined || property.primitive?.name === 'id')) {
      this.report(VALIDATION_FINDINGS.emptyValue, { found: shown(value) });
    }
    if (!hasValue && property.rule.binding?.strength === 'required') {
      this.report(VALIDATION_FINDINGS.noCodeInRequiredBinding, {
        rule: property.rule.binding.valueSet,
        allowed: property.rule.binding.choice()?.title ?? property.rule.binding.valueSet,
      });
    }
    if (!hasValue && property.rule.invariants.length > 0) {
      this.judge(
        property.rule.invariants,
        { value: undefined, typeName: property.typeName, sibling: value },
        property.rule.path,
      );
    }
  }

  #wrongJson(value: unknown, allowed: string): void {
    if (value === null) {
      this.report(VALIDATION_FINDINGS.emptyValue, { found: 'null' });
    } else {
      this.report(VALIDATION_FINDINGS.jsonType, { found: shown(value), allowed });
    }
  }

  #primitive(property: Property, value: unknown): void {
    const rule = property.primitive;
    if (rule === undefined) {
      return;
    }
    if (typeof value !== rule.json) {
      this.#wrongJson(value, rule.json);
      return;
    }
    if (value === '') {
      this.report(VALIDATION_FINDINGS.emptyValue, { found: '""' });
      return;
    }
    const { binding, maxLength, invariants } = property.rule;
    if (binding?.strength === 'required' && binding.choice()?.codes?.has(value as string) === true) {
      return;
    }
    if (!rule.accepts(value as never)) {
      this.#badPrimitive(property, value);
      return;
    }
    if (this.options.writtenNumbers.size > 0 && rule.json === 'number' && rule.name !== 'decimal') {
      const written = this.options.writtenNumbers.get(this.#path(({ key }) => key));
      if (written !== undefined) {
        this.report(VALIDATION_FINDINGS.primitiveFormat, { found: written, allowed: rule.name });
      }
    }
    if (maxLength !== undefined && (value as string).length > maxLength) {
      this.report(VALIDATION_FINDINGS.stringTooLong, {
        found: String((value as string).length),
        allowed: String(maxLength),
      });
    }
    if (binding !== undefined) {
      checkCode(this, value, property);
    }
    if (rule.name === 'uri' || rule.name === 'canonical' || rule.name === 'url') {
      this.#checkUri(property, value as string);
    }
    if (invariants.length > 0) {
      this.judge(invariants, { value, typeName: property.typeName }, property.rule.path);
    }
  }

  /** A local URI leads somewhere, and the URL by which a definition is known is absolute. */
  #checkUri(property: Property, uri: string): void {
    if (property.typeName === 'canonical' && uri.startsWith('#')) {
      this.context.localReferences.add(uri.slice(1));
      if (!this.context.root.ids.has(uri.slice(1))) {
        this.report(VALIDATION_FINDINGS.referenceNotContained, { found: shown(uri) });
      }
    } else if (
      property.rule.path === `${this.context.type.name}.url` &&
      !isAbsoluteUri(uri) &&
      this.context.type.properties.has('status')
    ) {
      this.report(VALIDATION_FINDINGS.systemNotAbsolute, { found: shown(uri) });
    }
  }

  #badPrimitive(property: Property, value: unknown): void {
    const type = property.primitive?.name ?? property.typeName;
    if (
      typeof value === 'string' &&
      value.length > MAX_STRING_LENGTH &&
      (type === 'string' || type === 'markdown')
    ) {
      this.report(VALIDATION_FINDINGS.stringTooLong, {
        found: String(value.length),
        allowed: String(MAX_STRING_LENGTH),
      });
    } else {
      this.report(VALIDATION_FINDINGS.primitiveFormat, { found: shown(value), allowed: type });
    }
  }

  /** Puts the rules to the node where we stand. */
  judge(invariants: readonly Invariant[], item: Item, source: string): void {
    let environment: Environment | undefined;
    for (const invariant of invariants) {
      environment ??= this.context.environmentFor(item, this.definitions.typeOfResource);
      const verdict = invariant.judge(item, environment);
      if (verdict !== 'kept') {
        this.#reportRule(invariant, invariant.source ?? source, verdict);
      }
    }
  }

  #reportRule(invariant: Invariant, source: string, verdict: 'violated' | 'broken'): void {
    const values = {
      rule: invariant.key,
      text: invariant.human,
      profile: source,
      allowed: invariant.expression,
    };
    if (verdict === 'violated') {
      this.report(VALIDATION_FINDINGS.invariant, values, undefined, invariant.severity);
    } else if (!this.#brokenRules.has(`${source}#${invariant.key}`)) {
      this.#brokenRules.add(`${source}#${invariant.key}`);
      this.report(VALIDATION_FINDINGS.brokenInvariant, { ...values, text: invariant.expression });
    }
  }
}

function isPresent(value: JsonObject, rule: ElementRule): boolean {
  for (const key of rule.keys) {
    if (value[key] !== undefined || value[`_${key}`] !== undefined) {
      return true;
    }
  }
  return false;
}

/** The language of a whole resource (R4, Resource.language, bound to the tags of BCP 47). */
function checkOwnLanguage(walk: Walk, { language }: JsonObject): void {
  if (typeof language === 'string' && !isLanguageTag(language)) {
    walk.report(VALIDATION_FINDINGS.language, { found: shown(language) }, 'language');
  }
}
