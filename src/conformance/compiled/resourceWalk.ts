import type { ComplexType, Environment, Invariant, Item, Property } from './elementTree.ts';
import { type JsonObject, isJsonObject } from './json.ts';
import {
  createFinding,
  type Finding,
  type FindingDefinition,
  type Severity,
} from '../../findings/finding.ts';
import { BundleIndex } from './bundleIndex.ts';
import { checkContained } from './containedRules.ts';
import { FindingCollector } from './findingCollector.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import type { ElementWalk, WalkOptions } from './walk.ts';
import { nearestOf } from './nearest.ts';
import { judgeProfile } from './profiles/judge.ts';
import { judgeByProfiles } from './profiles/judgeResource.ts';
import type { BaseDefinitions } from './baseDefinitions.ts';
import { contextOfResource, ResourceContext } from './resourceContext.ts';
import { checkResource } from './resourceChecks.ts';
import { shown } from './shown.ts';
import { walkObject } from './objectWalk.ts';
import { WalkPlace } from './walkPlace.ts';

/** Profiles that ask for profiles are followed so far. */
const MAX_TRIALS = 20;

/** One walk through a resource: what was found so far, and where we are. */
export class ResourceWalk implements ElementWalk {
  readonly definitions: BaseDefinitions;
  readonly options: WalkOptions;
  readonly place = new WalkPlace();
  /** What was found; another collector while something is tried. */
  #found = new FindingCollector();
  #trials = 0;
  /** Rules that could not be evaluated, by definition and key: each is reported once. */
  #brokenRules: Set<string> | undefined = undefined;
  isStopped = false;
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
      this.isStopped = true;
    }
  }

  at(step: string | number, run: () => void): void {
    this.place.push(step);
    run();
    this.place.pop();
  }

  within(value: JsonObject, type: ComplexType, run: () => void): void {
    const outer = this.context;
    this.context = contextOfResource(outer, value, type);
    if (type.name === 'Bundle') {
      this.context.bundleIndex ??= new BundleIndex(value);
    }
    run();
    this.context = outer;
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
    walkObject(this, value, type);
    if (!this.isStopped) {
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

  judge(invariants: readonly Invariant[], item: Item, source: string): void {
    let environment: Environment | undefined;
    for (const invariant of invariants) {
      if (invariant.written?.(item.value as never) === true) {
        continue;
      }
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
    } else if (this.#brokenRules?.has(`${source}#${invariant.key}`) !== true) {
      this.#brokenRules ??= new Set();
      this.#brokenRules.add(`${source}#${invariant.key}`);
      this.report(VALIDATION_FINDINGS.brokenInvariant, { ...values, text: invariant.expression });
    }
  }
}
