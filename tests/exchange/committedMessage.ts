import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { MessageAccount } from '../../src/exchange/account.ts';
import type { RunningService } from '../http/runningService.ts';

/** The account as GET /messages/{MsgId} serves it: in one language. */
export type ServedAccount = Omit<MessageAccount, 'findings'> & {
  readonly findings: readonly {
    readonly severity: string;
    readonly code: string;
    readonly place: string;
    readonly message: string;
    readonly remedy: string;
  }[];
};

export async function accountOf(service: RunningService, messageId: string): Promise<ServedAccount> {
  const { status, body, text } = await service.send<ServedAccount>(
    'GET',
    `/messages/${encodeURIComponent(messageId)}`,
  );
  if (status !== 200) {
    throw new Error(`GET /messages/${messageId}: ${status} ${text}`);
  }
  return body;
}

/** All that a message became, read back through the FHIR API; the MessageHeader first. */
export async function committedBundle(service: RunningService, messageId: string): Promise<Bundle> {
  const { resources } = await accountOf(service, messageId);
  const read = await Promise.all(resources.map(({ reference }) => service.read<Resource>(reference)));
  const isHeader = ({ resourceType }: Resource): boolean => resourceType === 'MessageHeader';
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [...read.filter(isHeader), ...read.filter((resource) => !isHeader(resource))].map((resource) => ({
      resource,
    })),
  };
}

export function resourcesIn<T extends Resource>(
  bundle: Bundle,
  resourceType: T['resourceType'],
): readonly T[] {
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === resourceType ? [resource as T] : [],
  );
}

/** Code and reason of the errors in an AppRec, and its status. */
export function appRecOf(xml: string): { readonly status: string; readonly errors: readonly string[] } {
  return {
    status: /<Status V="(\d)"/.exec(xml)?.[1] ?? '',
    errors: [...xml.matchAll(/<Error V="([^"]*)"/g)].map(([, code = '']) => code),
  };
}
