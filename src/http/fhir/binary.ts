import type { WithId } from '@medplum/core';
import type { Binary, Resource } from '@medplum/fhirtypes';
import { isNamedInAccept } from './negotiation.ts';

/** The content of a Binary as it goes over the wire. */
export interface RawContent {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const MEDIA_TYPE =
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[\w!#$&^.+ -]*"))*$/;

/**
 * The bytes of a Binary when Accept names its own content type (FHIR R4 3.1.0.1.7 and binary.html#rest); undefined
 * when it is to be answered as a resource. The headers keep a browser from guessing a type or showing the content
 * as a page of this service.
 */
export function rawContentOf(resource: WithId<Resource>, accept: string | undefined): RawContent | undefined {
  if (
    !isBinary(resource) ||
    !MEDIA_TYPE.test(resource.contentType) ||
    !isNamedInAccept(accept, resource.contentType)
  ) {
    return undefined;
  }
  return {
    bytes: Buffer.from(resource.data ?? '', 'base64'),
    headers: {
      'content-type': resource.contentType,
      'content-disposition': 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  };
}

function isBinary(resource: Resource): resource is Binary {
  return resource.resourceType === 'Binary';
}
