/** Versions of the care messages (PLO) whose components differ a little. */
export type CareVersion = '1.5' | '1.6' | '2.0';

export const CARE_COMPONENT_NAMESPACE: Readonly<Record<CareVersion, string>> = {
  '1.5': 'http://www.kith.no/xmlstds/po/poKomponent/2009-06-30',
  '1.6': 'http://www.kith.no/xmlstds/po/poKomponent/2012-04-01',
  '2.0': 'http://ehelse.no/xmlstds/po/poKomponent/2017-11-30',
};
