import { OperationOutcomeError, type SearchRequest } from '@medplum/core';
import type { FhirRepository } from '@medplum/fhir-router';
import type { Bundle } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import type { SearchParameters } from '../../definitions/searchParameters.ts';
import type { ShortNumbers } from '../index/shortNumbers.ts';
import type { Schema } from '../schema.ts';

export interface SearchSurroundings {
  readonly searchParameters: SearchParameters;
  readonly numbers: ShortNumbers;
  readonly baseUrl: string;
  readonly now: () => Date;
}

export type Search = (
  database: Kysely<Schema>,
  repository: FhirRepository,
  request: SearchRequest,
) => Promise<Bundle>;

export function createSearch(_surroundings: SearchSurroundings): Search {
  return () =>
    Promise.reject(
      new OperationOutcomeError({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'not-supported', details: { text: 'Search is not supported' } }],
      }),
    );
}
