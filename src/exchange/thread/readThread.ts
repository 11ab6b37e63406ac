import type { MessageFilter, UnitOfWork } from '../../store/store.ts';
import { ACKNOWLEDGEMENT, threadMessageOf, type ThreadMessage } from './messageFacts.ts';

/**
 * The messages that were taken in and fulfil the filter, oldest made first; a rejected one has said nothing, and an
 * acknowledgement tells of no patient.
 */
export async function readThread(unit: UnitOfWork, filter: MessageFilter): Promise<readonly ThreadMessage[]> {
  const found = await unit.findMessages(filter);
  return found
    .filter(({ state, type }) => state !== 'rejected' && type !== ACKNOWLEDGEMENT)
    .map(threadMessageOf);
}
