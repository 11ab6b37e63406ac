import { isDeepStrictEqual } from 'node:util';
import type { CarePlan, CareTeam, Coding, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { FORLOPSBRO } from '../../fhir/systems.ts';
import { careRole } from '../../mapping/careRole.ts';
import { derivedIdentifier } from '../../mapping/identity.ts';
import type { Derived } from '../../mapping/message/derived.ts';
import {
  layerPlan,
  layerTeam,
  type LayerMember,
  type TeamLayer,
} from '../../mapping/message/municipal/municipalLayer.ts';
import type { MunicipalNews, TeamMember } from '../../mapping/message/municipal/municipalNews.ts';
import type { UnitOfWork } from '../../store/store.ts';
import type { Exchange } from '../exchange.ts';
import type { PlanChoice } from './carePlansOfPatient.ts';
import type { ThreadMessage } from './messageFacts.ts';

export type Choices = readonly {
  readonly message: ThreadMessage;
  readonly choice: PlanChoice;
}[];

/** A team for the plan that has none, as soon as a message names somebody. */
export function municipalTeam(
  plan: WithId<CarePlan>,
  patient: string,
  choices: Choices,
): Derived | undefined {
  const hasOwn = (plan.careTeam ?? []).some(({ id }) => id?.startsWith('message-') !== true);
  const names = choices.some(
    ({ message, choice }) =>
      choice.kind === 'one' &&
      choice.plan.id === plan.id &&
      (message.facts.municipal?.members.length ?? 0) +
        (message.facts.municipal?.sender === undefined ? 0 : 1) >
        0,
  );
  if (hasOwn || !names) {
    return undefined;
  }
  const identity = derivedIdentifier('municipal-team', { system: `${FORLOPSBRO}/sid/plan`, value: plan.id });
  const team: CareTeam = {
    resourceType: 'CareTeam',
    identifier: [{ ...identity }],
    status: 'active',
    subject: { reference: patient },
  };
  return { identity, resource: team };
}

export async function storeLayers(
  unit: UnitOfWork,
  texts: Exchange['terminology'],
  plan: WithId<CarePlan>,
  told: readonly ThreadMessage[],
  tasks: readonly string[],
  ownTeam: string | undefined,
): Promise<void> {
  const news = told.flatMap(({ facts }) => facts.municipal ?? []);
  const recordedAt = (await unit.readAssertion(`CarePlan/${plan.id}`))?.assertedAt ?? 0;
  const individualPlan = told
    .flatMap(({ facts, madeAt }) =>
      facts.municipal?.individualPlan === undefined
        ? []
        : { ...facts.municipal.individualPlan, replacesFormer: madeAt > recordedAt },
    )
    .at(-1);
  const layered = layerPlan(plan, {
    content: news.flatMap(({ content }) => content),
    tasks,
    ...(individualPlan === undefined ? {} : { individualPlan }),
    ...(ownTeam === undefined ? {} : { careTeam: ownTeam }),
  });
  if (!isDeepStrictEqual(layered, plan)) {
    await unit.putReceived({ ...layered, id: plan.id });
  }
  const reference =
    plan.careTeam?.find(({ id }) => id?.startsWith('message-') !== true)?.reference ?? ownTeam;
  const id = reference?.slice('CareTeam/'.length);
  const team = id === undefined ? undefined : await unit.read('CareTeam', id);
  if (team?.resourceType === 'CareTeam' && id !== undefined) {
    const assertedAt = (await unit.readAssertion(`CareTeam/${id}`))?.assertedAt ?? 0;
    const layeredTeam: Resource = layerTeam(team, teamLayer(texts, told, assertedAt));
    if (!isDeepStrictEqual(layeredTeam, team)) {
      await unit.putReceived(Object.assign({}, layeredTeam, { id }));
    }
  }
}

function teamLayer(
  texts: Exchange['terminology'],
  told: readonly ThreadMessage[],
  recordedAt: number,
): TeamLayer {
  const members = new Map<string, LayerMember>();
  let coordinator: TeamLayer['coordinator'];
  for (const { facts, madeAt } of told) {
    const since = new Date(madeAt).toISOString();
    const { sender, members: named = [] }: Partial<MunicipalNews> = facts.municipal ?? {};
    for (const member of named) {
      const one: LayerMember = { reference: member.reference, roles: rolesOf(texts, member), since };
      if (member.isCoordinator) {
        coordinator = { ...one, replacesFormer: madeAt > recordedAt };
      } else {
        members.set(member.reference, one);
      }
    }
    if (sender !== undefined) {
      members.set(sender, { reference: sender, roles: [careRole(texts, 'municipal-service')], since });
    }
  }
  return { members: [...members.values()], ...(coordinator === undefined ? {} : { coordinator }) };
}

/** The roles as sent; the coordinator whom a municipality names is also the municipal coordinator of the pathway. */
function rolesOf(texts: Exchange['terminology'], { roles, isCoordinator }: TeamMember): LayerMember['roles'] {
  const sent = roles.map((role: Coding) => ({ coding: [role] }));
  return isCoordinator ? [...sent, careRole(texts, 'municipal-coordinator')] : sent;
}
