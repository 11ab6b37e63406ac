/**
 * Municipalities whose number did not change from 2018 to today, so that a synthetic pathway of any year can live in
 * them. Numbers: Statistics Norway's list as Volven 3402; districts (bydeler): Volven 3403.
 */

export interface SyntheticMunicipality {
  readonly number: string;
  readonly name: string;
  readonly postalCode: string;
  readonly city: string;
  /** District numbers of the municipality, Volven 3403; without those for an unknown district. */
  readonly urbanDistricts?: readonly string[];
}

export const MUNICIPALITIES: readonly SyntheticMunicipality[] = [
  {
    number: '0301',
    name: 'Oslo',
    postalCode: '0181',
    city: 'Oslo',
    urbanDistricts: [
      '030101',
      '030102',
      '030103',
      '030104',
      '030105',
      '030106',
      '030107',
      '030108',
      '030109',
      '030110',
      '030111',
      '030112',
      '030113',
      '030114',
      '030115',
    ],
  },
  {
    number: '1103',
    name: 'Stavanger',
    postalCode: '4006',
    city: 'Stavanger',
    urbanDistricts: ['110301', '110302', '110303', '110304', '110305', '110306', '110307'],
  },
  {
    number: '5001',
    name: 'Trondheim',
    postalCode: '7011',
    city: 'Trondheim',
    urbanDistricts: ['500101', '500102', '500103', '500104'],
  },
  { number: '1101', name: 'Eigersund', postalCode: '4370', city: 'Egersund' },
  { number: '1106', name: 'Haugesund', postalCode: '5527', city: 'Haugesund' },
  { number: '1121', name: 'Time', postalCode: '4340', city: 'Bryne' },
  { number: '1124', name: 'Sola', postalCode: '4050', city: 'Sola' },
  { number: '1149', name: 'Karmøy', postalCode: '4250', city: 'Kopervik' },
  { number: '1505', name: 'Kristiansund', postalCode: '6509', city: 'Kristiansund N' },
  { number: '1531', name: 'Sula', postalCode: '6030', city: 'Langevåg' },
  { number: '1804', name: 'Bodø', postalCode: '8005', city: 'Bodø' },
  { number: '1833', name: 'Rana', postalCode: '8622', city: 'Mo i Rana' },
  { number: '5035', name: 'Stjørdal', postalCode: '7500', city: 'Stjørdal' },
  { number: '5037', name: 'Levanger', postalCode: '7600', city: 'Levanger' },
];
