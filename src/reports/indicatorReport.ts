import type { FhirRepository } from '@medplum/fhir-router';
import type { Catalogue } from '../pathway/catalogue.ts';
import type { Indicator } from './indicator.ts';
import { catalogueForIndicators } from './indicatorCatalogue.ts';
import { observe, type Observation, type ReportPeriod } from './observation.ts';
import { readPathways, type PathwayChoice, type ReadHistory, type Trust } from './readPathways.ts';
import { Tally, type Cell } from './tally.ts';

export interface IndicatorReport {
  readonly period: ReportPeriod;
  readonly indicators: readonly Indicator[];
  readonly cells: readonly Cell[];
  /** The trusts that stand in the cells, by reference. */
  readonly trusts: ReadonlyMap<string, Trust>;
  /** How many pathways were looked at. */
  readonly pathways: number;
}

export interface IndicatorReportRequest {
  readonly repository: FhirRepository;
  readonly readHistory: ReadHistory;
  readonly catalogue: Catalogue;
  readonly indicators: readonly Indicator[];
  readonly choice: PathwayChoice;
  readonly period: ReportPeriod;
  /** Told of each observation and the CarePlan (a reference) that it was made in. */
  readonly onObserved?: (observation: Observation, carePlan: string) => void;
}

/** Adds up the indicators over the stored pathways, read page by page. */
export async function evaluateIndicators(request: IndicatorReportRequest): Promise<IndicatorReport> {
  const { repository, readHistory, indicators, choice, period, onObserved } = request;
  const catalogue = catalogueForIndicators(request.catalogue, indicators);
  const tally = new Tally();
  const trusts = new Map<string, Trust>();
  let pathways = 0;
  for await (const pathway of readPathways(repository, readHistory, choice, period)) {
    pathways += 1;
    const { trust, pathwayType, reference } = pathway;
    for (const observation of observe(pathway, indicators, catalogue, period)) {
      tally.add(observation, {
        ...(pathwayType !== undefined && { pathwayType }),
        ...(trust !== undefined && { trust: trust.reference }),
      });
      if (trust !== undefined) {
        trusts.set(trust.reference, trust);
      }
      onObserved?.(observation, reference);
    }
  }
  return { period, indicators, cells: tally.cells(), trusts, pathways };
}
