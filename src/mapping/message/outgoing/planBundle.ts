import type {
  Bundle,
  BundleEntry,
  CarePlan,
  CareTeam,
  Encounter,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  RelatedPerson,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { CODE_SYSTEM } from '../../../fhir/systems.ts';
import { CARE_ROLE_SYSTEM, type CareRole } from '../../careRole.ts';

/** A pathway and what stands around it, as a Bundle of any kind has it. */
export class PlanBundle {
  readonly entries: readonly BundleEntry[];
  readonly plans: readonly CarePlan[];

  constructor(bundle: Bundle) {
    this.entries = (bundle.entry ?? []).filter(({ resource }) => resource !== undefined);
    const all = this.all<CarePlan>('CarePlan').filter(({ status }) => status !== 'entered-in-error');
    const ofFamily = all.filter(isPathway);
    // Those of another family carry codes of their own.
    const plans = ofFamily.length > 0 ? ofFamily : all;
    const running = plans.filter(
      ({ status }) => status === 'active' || status === 'draft' || status === 'on-hold',
    );
    this.plans = running.length > 0 ? running : plans;
  }

  all<T extends Resource>(resourceType: T['resourceType']): readonly T[] {
    return this.entries.flatMap(({ resource }) =>
      resource?.resourceType === resourceType ? [resource as T] : [],
    );
  }

  /** By fullUrl, by `Type/id`, or an absolute address that ends with it. */
  resolve(reference: string | undefined): Resource | undefined {
    if (reference === undefined) {
      return undefined;
    }
    return this.entries.find(
      ({ fullUrl, resource }) =>
        fullUrl === reference ||
        (resource?.id !== undefined && `${resource.resourceType}/${resource.id}` === reference) ||
        fullUrl?.endsWith(`/${reference}`) === true,
    )?.resource;
  }

  resolveAs<T extends Resource>(
    resourceType: T['resourceType'],
    reference: string | undefined,
  ): T | undefined {
    const found = this.resolve(reference);
    return found?.resourceType === resourceType ? (found as T) : undefined;
  }

  /** How the resource is referred to in the message. */
  urlOf(resource: Resource): string {
    const entry = this.entries.find((candidate) => candidate.resource === resource);
    return entry?.fullUrl ?? `${resource.resourceType}/${resource.id ?? 'of-address'}`;
  }

  patientOf(plan: CarePlan): Patient | undefined {
    return this.resolveAs<Patient>('Patient', plan.subject.reference);
  }

  tasksOf(plan: CarePlan): readonly Task[] {
    const ownUrl = this.urlOf(plan);
    const names = new Set([ownUrl, `CarePlan/${plan.id ?? ''}`]);
    const named = new Set((plan.activity ?? []).map(({ reference }) => this.resolve(reference?.reference)));
    return this.all<Task>('Task').filter(
      (task) =>
        named.has(task) ||
        [task.focus, ...(task.basedOn ?? [])].some(
          (one) => one?.reference !== undefined && names.has(one.reference),
        ),
    );
  }

  encountersOf(patient: Patient): readonly Encounter[] {
    return this.all<Encounter>('Encounter').filter(
      ({ subject }) => this.resolve(subject?.reference) === patient,
    );
  }

  referralsOf(plan: CarePlan): readonly ServiceRequest[] {
    return (plan.supportingInfo ?? []).flatMap(({ reference }) => {
      const resource = this.resolve(reference);
      return resource?.resourceType === 'ServiceRequest' ? [resource] : [];
    });
  }

  teamOf(plan: CarePlan): CareTeam | undefined {
    return (plan.careTeam ?? [])
      .map(({ reference }) => this.resolveAs<CareTeam>('CareTeam', reference))
      .find((team) => team !== undefined);
  }

  /** The last in the team with a role of ours. */
  memberOf(plan: CarePlan, role: CareRole): Resource | undefined {
    const found = this.teamOf(plan)?.participant?.findLast((participant) =>
      participant.role?.some(({ coding }) =>
        coding?.some(({ system, code }) => system === CARE_ROLE_SYSTEM && code === role),
      ),
    );
    return this.resolve(found?.member?.reference);
  }

  organizationOf(resource: Resource | undefined): Organization | undefined {
    return resource?.resourceType === 'PractitionerRole'
      ? this.resolveAs<Organization>('Organization', resource.organization?.reference)
      : resource?.resourceType === 'Organization'
        ? resource
        : undefined;
  }

  /** A person or unit with what says who it is. */
  withPerson(resource: Resource | undefined): readonly Resource[] {
    if (resource?.resourceType === 'PractitionerRole') {
      const practitioner = this.resolveAs<Practitioner>('Practitioner', resource.practitioner?.reference);
      return [resource, ...(practitioner === undefined ? [] : [practitioner])];
    }
    return resource === undefined ? [] : [resource];
  }

  relativesOf(patient: Patient): readonly RelatedPerson[] {
    return this.all<RelatedPerson>('RelatedPerson').filter(
      (person) => person.active !== false && this.resolve(person.patient.reference) === patient,
    );
  }

  roleNamed(plan: CarePlan, role: CareRole): PractitionerRole | undefined {
    const member = this.memberOf(plan, role);
    return member?.resourceType === 'PractitionerRole' ? member : undefined;
  }
}

function isPathway({ category = [] }: CarePlan): boolean {
  return category.some(({ coding }) => coding?.some(({ system }) => system === CODE_SYSTEM.pathwayType));
}
