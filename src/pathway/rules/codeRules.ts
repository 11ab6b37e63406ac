/** Whether the codes were valid when they were used, and what the catalogue does not know of their edition. */

import { dateOfDay } from '../calendarDay.ts';
import { compiledCatalogue } from '../compiledCatalogue.ts';
import { editionFor } from '../edition.ts';
import { EVENT } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

/** 201 for the type that the sender names for the whole pathway. */
export const knownPathwayType: PathwayRule = ({ history, type }, report) => {
  const { pathwayType } = history;
  if (pathwayType !== undefined && pathwayType !== '' && type === undefined) {
    reportAt(report, PATHWAY_FINDINGS.unknownPathwayType, placeIn(history, 'pathwayType'), { pathwayType });
  }
};

/** A pathway is of one type; whoever names several does not tell which. */
export const onePathwayType: PathwayRule = ({ history }, report) => {
  const { pathwayType = '', otherPathwayTypes = [] } = history;
  if (otherPathwayTypes.length > 0) {
    reportAt(report, PATHWAY_FINDINGS.severalPathwayTypes, placeIn(history, 'pathwayType'), {
      types: [pathwayType, ...otherPathwayTypes].join(', '),
    });
  }
};

export const knownEdition: PathwayRule = ({ history, edition, catalogue, startDay }, report) => {
  const named = history.edition;
  if (named !== undefined && named !== '' && edition.edition.id !== named) {
    reportAt(report, PATHWAY_FINDINGS.unknownEdition, placeIn(history, 'edition'), {
      edition: named,
      chosen: edition.edition.id,
      editions: catalogue.editions.map(({ id }) => id).join(', '),
    });
  } else if (named !== undefined && named !== '' && startDay !== undefined) {
    const inForce = editionFor(undefined, startDay, catalogue).chosen;
    if (inForce !== edition) {
      reportAt(report, PATHWAY_FINDINGS.editionNotInForce, placeIn(history, 'edition'), {
        edition: named,
        date: dateOfDay(startDay),
        inForce: inForce.edition.id,
      });
    }
  }
};

/** One finding for the pathway, not one for each code. */
export const confirmedInEdition: PathwayRule = ({ history, type, edition, basis, unconfirmed }, report) => {
  if (unconfirmed) {
    const listed = type === undefined || edition.edition.pathwayTypes.includes(type);
    reportAt(
      report,
      listed ? PATHWAY_FINDINGS.unconfirmedEvents : PATHWAY_FINDINGS.unconfirmedPathwayType,
      history.place,
      { edition: edition.edition.id, basis: basis.edition.id, pathwayType: type ?? '' },
    );
  }
};

/**
 * 120, and its counterpart before a code's first day, which is that of the first edition where the list tells none. The
 * start of psychosis symptoms (P) is dated when the symptoms began, which may be long before the code existed.
 */
export const validAtDate: PathwayRule = (pathway, report) => {
  const { coded, dated, edition, catalogue } = pathway;
  const [earliest] = dated;
  const mayBeTooEarly = earliest !== undefined && earliest.moment.day < edition.validFrom;
  const firstDay = mayBeTooEarly ? compiledCatalogue(catalogue).editions[0]?.validFrom : undefined;
  for (const registration of coded) {
    const { moment, compiled, resolved } = registration;
    if (moment === undefined || (!compiled.isBounded && firstDay === undefined)) {
      continue;
    }
    const { validFrom = firstDay, validTo } = compiled;
    if (validTo !== undefined && moment.day > validTo) {
      reportRegistration(report, PATHWAY_FINDINGS.expiredCode, registration, { validTo: dateOfDay(validTo) });
    } else if (validFrom !== undefined && moment.day < validFrom && resolved.event !== EVENT.symptomStart) {
      reportRegistration(report, PATHWAY_FINDINGS.notYetValidCode, registration, {
        validFrom: dateOfDay(validFrom),
      });
    }
  }
};
