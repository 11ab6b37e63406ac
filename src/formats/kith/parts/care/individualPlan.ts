import { group, leaf } from '../../mapping/row.ts';
import { boolean, text } from '../../values/simple.ts';

/** OpplysningerOmIndividuellPlan: whether the patient has an individual plan and a coordinator. */
export const INDIVIDUAL_PLAN = group('OpplysningerOmIndividuellPlan', '0..1', 'ext(individual-plan)', [
  leaf('IndividuellPlanForeligger', '0..1', boolean, 'sub(exists).valueBoolean'),
  leaf('KoordinatorOppnevnt', '0..1', boolean, 'sub(coordinatorAppointed).valueBoolean'),
  leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
]);
