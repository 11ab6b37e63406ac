import type { WithId } from '@medplum/core';
import type { CarePlan, Resource } from '@medplum/fhirtypes';
import type { Finding } from '../findings/finding.ts';
import { historiesOfResources } from '../mapping/history/historiesOfResources.ts';
import { storedResource } from '../mapping/history/placedResource.ts';
import type { MappedEntry } from '../mapping/mappedTransaction.ts';
import { ACROSS_FINDINGS, withFindingsAcross } from '../mapping/pathwayFindings.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import { checkEach } from '../pathway/check.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import type { LocalDate } from '../pathway/record.ts';
import type { UnitOfWork } from '../store/store.ts';
import type { Recognition } from './recognise.ts';
import { readOtherPathways } from './storedPathway.ts';

export interface PatientsPathways {
  /** What the pathway has with the patient's others (overlap, 224; what a transfer leaves behind). */
  readonly findings: readonly Finding[];
  /** Plans of the others of which something else is found now. */
  readonly others: readonly WithId<Resource>[];
}

const NOTHING: PatientsPathways = { findings: [], others: [] };

/** Holds a pathway that is about to be stored against the stored pathways of its patient. */
export async function judgeAmongStored(
  unit: UnitOfWork,
  { entries }: { readonly entries: readonly MappedEntry[] },
  recognition: Recognition,
  history: PathwayHistory,
  { catalogue, day }: { readonly catalogue: Catalogue; readonly day: LocalDate },
): Promise<PatientsPathways> {
  const plan = entries.find((entry) => entry.resource.resourceType === 'CarePlan');
  const carePlan = plan?.resource as CarePlan | undefined;
  const patient = storedReference(carePlan?.subject.reference, entries, recognition);
  const own = storedReference(plan?.fullUrl, entries, recognition);
  if (carePlan === undefined || own === undefined || patient?.known !== true) {
    return NOTHING;
  }
  const stored = await readOtherPathways(
    unit.repository,
    patient.reference,
    new Set([own.reference.slice('CarePlan/'.length)]),
  );
  const histories = historiesOfResources(stored.map(storedResource));
  if (histories.length === 0) {
    return NOTHING;
  }
  const author = storedReference(carePlan.author?.reference, entries, recognition);
  const ofPatient = [
    ...histories,
    { ...history, pathway: own.reference, ...(author && { organization: author.reference }) },
  ].map((each) => withPatient(each, patient.reference));
  const found = checkEach(ofPatient, catalogue, day).map((findings) =>
    findings.filter(({ definition }) => ACROSS_FINDINGS.has(definition)),
  );
  return {
    findings: found.at(-1) ?? [],
    others: stored.flatMap((resource) => {
      const index = histories.findIndex(({ place }) => place === storedResource(resource).place);
      const next =
        resource.resourceType === 'CarePlan' && index >= 0
          ? withFindingsAcross(resource, found[index] ?? [])
          : resource;
      return next === resource ? [] : [next as WithId<Resource>];
    }),
  };
}

interface StoredReference {
  readonly reference: string;
  /** Whether it is stored already. */
  readonly known: boolean;
}

/** What an entry of the transaction is, or will be, stored as. */
function storedReference(
  fullUrl: string | undefined,
  entries: readonly MappedEntry[],
  { entries: recognised }: Recognition,
): StoredReference | undefined {
  const index = entries.findIndex((entry) => entry.fullUrl === fullUrl);
  const entry = entries[index];
  const found = recognised[index];
  return entry === undefined || found === undefined
    ? undefined
    : { reference: `${entry.resource.resourceType}/${found.id}`, known: found.known };
}

/** They are of one patient, by whatever number each names it. */
function withPatient(history: PathwayHistory, key: string): PathwayHistory {
  return { ...history, patient: { identified: true, ...history.patient, key } };
}
