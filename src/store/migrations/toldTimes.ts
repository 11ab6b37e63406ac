import type { Migration } from './migration.ts';

/** When each element of a shared party was told, where that was not with the newest statement. */
export const toldTimes: Migration = {
  version: 4,
  name: 'times of the elements of shared parties',
  up: async ({ schema }, { text }) => {
    await schema.alterTable('assertion').addColumn('told', text).execute();
  },
};
