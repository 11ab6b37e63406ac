import type { ComplexType, Environment, Invariant, Item, Property } from './elementTree.ts';
import { type JsonObject, isJsonObject } from './json.ts';
import {
  createFinding,
  type Finding,
  type FindingDefinition,
  type Severity,
} from '../../findings/finding.ts';
import { BundleIndex } from './bundleIndex.ts';
import { checkCode, reportNoCode } from './codes.ts';
import { checkContained } from './containedRules.ts';
import { FindingCollector } from './findingCollector.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import type { Walk, WalkOptions } from './walk.ts';
import { checkChoices, checkId, isPresent, reportUnknown } from './objectRules.ts';
import { checkPrimitive, reportWrongJson } from './primitiveCheck.ts';
import { nearestOf } from './nearest.ts';
import { judgeProfile } from './profiles/judge.ts';
import { judgeByProfiles } from './profiles/judgeResource.ts';
import { checkNarrative } from './narrative/checkNarrative.ts';
import type { BaseDefinitions } from './baseDefinitions.ts';
import { ResourceContext } from './resourceContext.ts';
import { checkResource } from './resourceChecks.ts';
import { shown } from './shown.ts';
import { TYPE_CHECKS } from './typeChecks.ts';
import { WalkPlace } from './walkPlace.ts';

/** Levels of elements that are judged; official R4 examples reach 19. */
const MAX_DEPTH = 100;
/** Profiles that ask for profiles are followed so far. */
const MAX_TRIALS = 20;

/** One walk through a resource: what was found so far, and where we are. */
export class ResourceWalk implements Walk {
  readonly definitions: BaseDefinitions;
  readonly options: WalkOptions;
  readonly place = new WalkPlace();
  /** What was found; another collector while something is tried. */
  #found = new FindingCollector();
  #trials = 0;
  /** Rules that could not be evaluated, by definition and key: each is reported once. */
  readonly #brokenRules = new Set<string>();
  #stopped = false;
  /** The resource that is being walked, contained or not. */
  context!: ResourceContext;
  /** Canonical URL of the profile that is being judged by. */
  profileUrl = '';

  constructor(definitions: BaseDefinitions, options: WalkOptions) {
    this.definitions = definitions;
    this.options = options;
  }

  get findings(): FindingCollector {
    return this.#found;
  }

  propertyAbove(up: number): Property | undefined {
    return this.place.propertyAbove(up);
  }

  report(
    definition: FindingDefinition,
    values: Readonly<Record<string, string>> = {},
    step?: string,
    severity: Severity = definition.severity,
  ): void {
    const place = this.place.fhirPath;
    this.#found.add(
      createFinding(definition, step === undefined ? place : `${place}.${step}`, values, severity),
    );
    if (this.#found.isFull && this.#trials === 0) {
      this.#stopped = true;
    }
  }

  at(step: string | number, run: () => void): void {
    this.place.push(step);
    run();
    this.place.pop();
  }

  trial(run: () => void): readonly Finding[] {
    const outer = this.#found;
    this.#found = new FindingCollector();
    this.#trials += 1;
    run();
    const { errors } = this.#found;
    this.#found = outer;
    this.#trials -= 1;
    return errors;
  }

  conformsTo({ value, type }: Item, canonical: string): boolean | undefined {
    const profile = this.#trials > MAX_TRIALS ? undefined : this.definitions.profile(canonical);
    if (profile === undefined) {
      return undefined;
    }
    return (
      isJsonObject(value) &&
      type?.typeName === profile.type &&
      this.trial(() => judgeProfile(this, value, type, profile)).length === 0
    );
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
        allowed:
          typeof resourceType === 'string'
            ? (nearestOf(resourceType, this.definitions.resourceTypes) ?? 'Patient')
            : 'Patient',
      });
      return;
    }
    const outer = this.context;
    this.context = new ResourceContext(value, type, container, how);
    if (type.name === 'Bundle') {
      this.context.bundleIndex = new BundleIndex(value);
    }
    this.context.fullUrl = this.#entryOf(container);
    this.object(value, type);
    if (!this.#stopped) {
      checkContained(this);
      checkResource(this, value);
      judgeByProfiles(this, how === 'root' ? this.options.profiles : []);
    }
    this.context = outer;
  }

  /** The fullUrl of the entry in which the resource stands. */
  #entryOf(container: ResourceContext | undefined): string | undefined {
    const index = this.place.stepAbove(1);
    return typeof index === 'number' ? container?.bundleIndex?.entries[index]?.fullUrl : undefined;
  }

  /** Walks an object of the type: its properties, then its own rules. */
  object(value: JsonObject, type: ComplexType): void {
    if (this.place.depth > MAX_DEPTH) {
      this.report(VALIDATION_FINDINGS.nestedTooDeeply, { allowed: String(MAX_DEPTH) });
      this.#stopped = true;
      return;
    }
    this.place.enterObject(value, type);
    this.#content(value, type);
    this.place.leaveObject();
  }

  #content(value: JsonObject, type: ComplexType): void {
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
        reportUnknown(this, key, type);
      } else {
        choices += property.rule.isChoice ? 1 : 0;
        this.#property(property, child, value);
      }
      if (this.#stopped) {
        return;
      }
      content += key === 'id' ? 0 : 1;
    }
    if (content < 2 || Object.hasOwn(value, 'id')) {
      checkId(this, value, content, type);
    }
    if (choices > 1) {
      checkChoices(this, value, type);
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
  }

  #property(property: Property, value: unknown, parent: JsonObject): void {
    this.place.enterProperty(property);
    if (property.rule.prohibited) {
      this.report(VALIDATION_FINDINGS.cardinality, { rule: property.rule.path, found: '1', allowed: '0' });
    } else if (property.rule.repeats) {
      this.#repeated(property, value, parent);
    } else if (Array.isArray(value)) {
      this.report(VALIDATION_FINDINGS.singleExpected);
    } else {
      this.#value(property, value, parent, undefined);
    }
    this.place.leaveProperty();
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
      this.place.push(index);
      this.#value(property, value[index], parent, index);
      this.place.pop();
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
        reportWrongJson(this, value, 'object');
      }
    } else if (property.kind === 'primitive') {
      if (value === null) {
        this.#null(property, parent, index);
      } else {
        checkPrimitive(this, property, value);
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
      reportWrongJson(this, value, 'object');
      return;
    }
    this.object(value, this.definitions.elementType);
    if (!hasValue && (value['extension'] === undefined || property.rule.name === 'id')) {
      this.report(VALIDATION_FINDINGS.emptyValue, { found: shown(value) });
    }
    if (!hasValue && property.rule.binding?.strength === 'required') {
      reportNoCode(this, property.rule.binding, property.rule.path);
    }
    if (!hasValue && property.rule.invariants.length > 0) {
      this.judge(
        property.rule.invariants,
        { value: undefined, typeName: property.typeName, sibling: value },
        property.rule.path,
      );
    }
  }

  judge(invariants: readonly Invariant[], item: Item, source: string): void {
    let environment: Environment | undefined;
    for (const invariant of invariants) {
      environment ??= this.context.environmentFor(item, this);
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
