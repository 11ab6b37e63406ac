import type { CarePlan, Patient, Reference, Resource, Task } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../findings/finding.ts';
import { withFhirPlaces } from '../mapping/history/fhirPlaces.ts';
import { historiesOfResources } from '../mapping/history/historiesOfResources.ts';
import { pathwayTypeOf } from '../mapping/history/pathwayTypeOf.ts';
import { patientOfResource } from '../mapping/history/patientOfHistory.ts';
import {
  endOfTask,
  isMeasurementPoint,
  isRegistered,
  registrationOfTask,
} from '../mapping/history/registrationOfTask.ts';
import { checkHistory } from '../pathway/check.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import { resolveRegistration } from '../pathway/registration.ts';
import type { TransactionReader, WriteCheck } from '../store/store.ts';
import type { KnowledgeSource } from '../terminology/knowledge.ts';
import { norwegianDay } from './clock.ts';
import { wasJudged } from './judgedPlans.ts';

/** States in which a Task says nothing that has to be true. */
const NOT_STATED: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'rejected', 'failed']);

/**
 * The errors of the pathway rules in a CarePlan or a Task of a measurement point that is about to be stored, whichever
 * way it came: a code that does not exist, is of another pathway type or disagrees with its parts, and a date that
 * cannot be. What takes more than the resource, its plan and its patient to see is judged where the whole is known.
 * Other resources cost one comparison.
 */
export function createPathwayWriteCheck(knowledge: KnowledgeSource, now: () => Date): WriteCheck {
  let last: ReadResources | undefined;

  /** Units of work come one after another, so what the last one has read is all that is kept. */
  function resourcesOf(reader: TransactionReader): ReadResources {
    if (last?.reader !== reader) {
      last = new ReadResources(reader);
    }
    return last;
  }

  return ({ resource, given }, reader) => {
    switch (resource.resourceType) {
      case 'CarePlan':
        resourcesOf(reader).note(resource);
        return pathwayTypeOf(resource) !== undefined && !wasJudged(given, knowledge.current.catalogue)
          ? errorsOfPlan(resource)
          : NONE;
      case 'Patient':
        resourcesOf(reader).note(resource);
        return NONE;
      case 'Task':
        return isMeasurementPoint(resource) && !NOT_STATED.has(resource.status)
          ? errorsOfTask(resource, resourcesOf(reader))
          : NONE;
      default:
        return NONE;
    }
  };

  function errorsOfPlan(plan: CarePlan): readonly Finding[] {
    const histories = historiesOfResources([{ resource: plan, place: 'CarePlan', names: [] }]);
    return withFhirPlaces(histories.flatMap(errorsOf), histories);
  }

  async function errorsOfTask(task: Task, resources: ReadResources): Promise<readonly Finding[]> {
    const plan = await resources.planOf(task);
    const pathwayType = plan && pathwayTypeOf(plan);
    if (!isRegistered(task)) {
      return errorsOfDue(task, pathwayType);
    }
    const registration = registrationOfTask(task, 'Task');
    if (registration.code === undefined && pathwayType === undefined) {
      return errorsOfDue(task, pathwayType);
    }
    const patient = await resources.read<Patient>('Patient', plan?.subject ?? task.for);
    return errorsOf({
      pathway: '',
      place: 'Task',
      ...(pathwayType !== undefined && { pathwayType }),
      ...(patient !== undefined && { patient: patientOfResource(patient, '') }),
      past: endOfTask(task, 'Task'),
      contacts: [],
      registrations: [registration],
    }).filter(({ place }) => place === 'Task');
  }

  /** A point that is due may lack what only its registration tells; what it says must exist. */
  function errorsOfDue(task: Task, pathwayType: string | undefined): readonly Finding[] {
    const { catalogue } = knowledge.current;
    const { code, event, others, place } = registrationOfTask(task, 'Task');
    if (code !== undefined) {
      const registration = { code, ...(event !== undefined && { event }), ...(others && { others }), place };
      const resolved = resolveRegistration(registration, pathwayType, catalogue);
      return resolved.ok ? NONE : resolved.findings;
    }
    return event === undefined || catalogue.events.has(event)
      ? NONE
      : [createFinding(PATHWAY_FINDINGS.unknownCode, 'Task', { code: event })];
  }

  function errorsOf(history: PathwayHistory): readonly Finding[] {
    return checkHistory(history, knowledge.current.catalogue, norwegianDay(now())).filter(
      ({ severity }) => severity === 'error',
    );
  }
}

const NONE: readonly Finding[] = [];

/** What has been read, or is about to be stored, within one unit of work. */
class ReadResources {
  readonly reader: TransactionReader;
  readonly #known = new Map<string, Resource | undefined>();

  constructor(reader: TransactionReader) {
    this.reader = reader;
  }

  note(resource: Resource): void {
    this.#known.set(`${resource.resourceType}/${resource.id ?? ''}`, resource);
  }

  async planOf({ basedOn = [], focus }: Task): Promise<CarePlan | undefined> {
    for (const reference of [...basedOn, ...(focus === undefined ? [] : [focus])]) {
      const plan = await this.read<CarePlan>('CarePlan', reference);
      if (plan !== undefined) {
        return plan;
      }
    }
    return undefined;
  }

  /** What a relative reference leads to, if that is of the type and is stored. */
  async read<T extends Resource>(
    resourceType: T['resourceType'],
    reference: Reference | undefined,
  ): Promise<T | undefined> {
    const [type, id = ''] = (reference?.reference ?? '').split('/');
    if (type !== resourceType) {
      return undefined;
    }
    const key = `${type}/${id}`;
    if (!this.#known.has(key)) {
      this.#known.set(key, await this.reader.read(type, id));
    }
    return this.#known.get(key) as T | undefined;
  }
}
