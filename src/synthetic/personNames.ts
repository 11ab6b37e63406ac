/** Common Norwegian names, put together at random: nobody in particular. */

export const FEMALE_GIVEN_NAMES = [
  'Anne', 'Ingrid', 'Kari', 'Marit', 'Liv', 'Nora', 'Emma', 'Ida', 'Sofie', 'Maja', 'Astrid', 'Silje', 'Hanne',
  'Camilla', 'Heidi', 'Berit', 'Solveig', 'Thea', 'Amalie', 'Synnøve', 'Ragnhild', 'Åse', 'Elin', 'Malin', 'Aisha',
  'Fatima', 'Zofia', 'Máret',
] as const;

export const MALE_GIVEN_NAMES = [
  'Jan', 'Per', 'Bjørn', 'Ole', 'Lars', 'Kjell', 'Knut', 'Arne', 'Svein', 'Thomas', 'Emil', 'Jakob', 'Noah', 'Oskar',
  'Filip', 'Henrik', 'Magnus', 'Øyvind', 'Håkon', 'Sindre', 'Eirik', 'Tor', 'Geir', 'Marius', 'Mohammed', 'Ali',
  'Piotr', 'Ánte',
] as const;

export const FAMILY_NAMES = [
  'Hansen', 'Johansen', 'Olsen', 'Larsen', 'Andersen', 'Pedersen', 'Nilsen', 'Kristiansen', 'Jensen', 'Karlsen',
  'Johnsen', 'Pettersen', 'Eriksen', 'Berg', 'Haugen', 'Hagen', 'Dahl', 'Lund', 'Solberg', 'Moen', 'Strand', 'Bakken',
  'Sæther', 'Ødegård', 'Ali', 'Nguyen', 'Kowalska', 'Sara',
] as const;

export const MIDDLE_NAMES = ['Berg', 'Lie', 'Vik', 'Dahl', 'Ås', 'Ruud', 'Næss'] as const;

export const STREET_NAMES = [
  'Testveien', 'Eksempelgata', 'Prøvestien', 'Syntetisk allé', 'Øvingsbakken', 'Modellvegen', 'Mønsterjordet',
] as const;
