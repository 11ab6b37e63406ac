import type { Bundle } from '@medplum/fhirtypes';
import { hasResourceType } from '../fhir/resourceType.ts';
import { createFinding } from '../findings/finding.ts';
import type { KithDecoder } from '../formats/kith/decode.ts';
import { encodeKith } from '../formats/kith/encode.ts';
import { KITH_FINDINGS } from '../formats/kith/findings.ts';
import {
  messageToFhir,
  TARGETS,
  translateMessage,
  type MessageTranslation,
} from '../formats/kith/translateMessage.ts';
import { planMessage, type PlanMessageOptions } from '../mapping/message/outgoing/planMessage.ts';
import { stringsOf, unsaidValues } from '../mapping/message/outgoing/unsaidValues.ts';

export interface TranslationContext extends Pick<PlanMessageOptions, 'texts' | 'now' | 'newId'> {
  readonly decoder: KithDecoder;
  /** Types and versions that the receiver of a plan supports; USUALLY_SUPPORTED when absent. */
  readonly supported?: readonly string[];
  /** HER-id or organisation number of who is to have a plan; absent: the municipal unit that it names. */
  readonly receiver?: string;
}

/**
 * A message, or the plan of a pathway, translated to one of TARGETS: a Bundle that is no message and has a CarePlan
 * becomes the message that its receiver can read (`kith`), or the type that is asked for. What that cannot say is
 * listed.
 *
 * @param input KITH XML as bytes, or what was parsed of JSON
 */
export function translate(
  input: Uint8Array | object,
  target: string,
  context: TranslationContext,
): MessageTranslation {
  return input instanceof Uint8Array || !isPlanBundle(input)
    ? translateMessage(input, target, context.decoder)
    : translatePlan(input, target, context);
}

function isPlanBundle(value: object): value is Bundle {
  return (
    hasResourceType(value) &&
    value.resourceType === 'Bundle' &&
    value.type !== 'message' &&
    value.entry?.some(({ resource }) => resource?.resourceType === 'CarePlan') === true
  );
}

function translatePlan(
  bundle: Bundle,
  target: string,
  { decoder, supported, receiver, texts, now, newId }: TranslationContext,
): MessageTranslation {
  if (!TARGETS.includes(target)) {
    return {
      findings: [createFinding(KITH_FINDINGS.unknownTarget, '', { target, supported: TARGETS.join(', ') })],
    };
  }
  const form = target.startsWith('kith:') ? target.slice('kith:'.length) : undefined;
  const made = planMessage(bundle, {
    texts,
    now,
    newId,
    ...(form === undefined ? {} : { form }),
    ...(supported === undefined ? {} : { supported }),
    ...(receiver === undefined ? {} : { receiver }),
  });
  if (made.bundle === undefined) {
    return { findings: made.findings };
  }
  const { xml, findings } = encodeKith(made.bundle);
  const again = xml === undefined ? undefined : messageToFhir(xml, decoder).bundle;
  const unsaid = again === undefined ? [] : unsaidValues(bundle, stringsOf(again), made.form ?? '');
  const all = [...made.findings, ...findings, ...unsaid];
  if (target === 'fhir') {
    return { bundle: made.bundle, findings: all };
  }
  return { ...(xml === undefined ? {} : { xml }), findings: all };
}
