import type { Binary } from '@medplum/fhirtypes';
import { isNamedInAccept } from './negotiation.ts';

/** The content of a Binary as it goes over the wire. */
export interface RawContent {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const MEDIA_TYPE =
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[\w!#$&^.+ -]*"))*$/;

/**
 * The bytes of a Binary (`text`: its JSON) when Accept names its own content type (FHIR R4 3.1.0.1.7 and binary.html#rest); undefined
 * when it is to be answered as a resource. The headers keep a browser from guessing a type or showing the content
 * as a page of this service.
 */
export function rawContentOf(text: string, accept: string | undefined): RawContent | undefined {
  const { contentType, data = '' } = JSON.parse(text) as Binary;
  if (!MEDIA_TYPE.test(contentType) || !isNamedInAccept(accept, contentType)) {
    return undefined;
  }
  return {
    bytes: Buffer.from(data, 'base64'),
    headers: {
      'content-type': contentType,
      'content-disposition': 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  };
}
