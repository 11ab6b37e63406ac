import type { Bundle } from '@medplum/fhirtypes';
import { createFinding } from '../../findings/finding.ts';
import { extensionUrl, IDENTIFIER_SYSTEM } from '../../fhir/systems.ts';
import { KITH_FINDINGS } from './findings.ts';
import type { DecodeScope } from './mapping/decodeScope.ts';
import { isNode, nodesOf } from './mapping/node.ts';

/**
 * The Bundle of what was decoded. Content without a home stands in one extension of the MessageHeader: pairs of
 * path and value, in document order.
 */
export function withUnmapped(scope: DecodeScope): Bundle {
  scope.settlePeriods();
  const header = scope.root('header');
  const unmapped = [...scope.unmapped].sort((one, other) => one.position - other.position);
  if (unmapped.length > 0) {
    const content = unmapped.map(({ path, value, namespace }) => ({
      url: 'content',
      extension: [
        { url: 'path', valueString: path },
        { url: 'value', valueString: value },
        ...(namespace === undefined ? [] : [{ url: 'namespace', valueUri: namespace }]),
      ],
    }));
    header.extension = [
      ...nodesOf(header.extension),
      { url: extensionUrl('unmapped-content'), extension: content },
    ];
    scope.findings.push(
      createFinding(KITH_FINDINGS.unmappedContent, 'MessageHeader.extension', {
        count: String(unmapped.length),
      }),
    );
  }
  const bundle = scope.root('bundle');
  if (isNode(bundle.identifier) && String(bundle.identifier.value).startsWith('urn:uuid:')) {
    bundle.identifier.system = IDENTIFIER_SYSTEM.UUID;
  }
  return { ...(bundle as unknown as Bundle), entry: scope.entries };
}
