/** Numbers of nobody (month + 80), with control digits reckoned here and not by the program. */

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

function remainder(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
}

/**
 * The first number of a day with an individual number in the range.
 *
 * @param day six digits, as they stand in the number
 * @param shift what the first control digit leaves: 0, or 1, 2 or 3 by the rule from 2032
 */
export function person(day: string, from = 0, to = 499, shift = 0): string {
  for (let individual = from; individual <= to; individual += 1) {
    const nine = `${day}${String(individual).padStart(3, '0')}`;
    const first = (11 + shift - remainder(nine, FIRST_WEIGHTS)) % 11;
    const second = (11 - remainder(`${nine}${first}`, SECOND_WEIGHTS)) % 11;
    if (first < 10 && second < 10) {
      return `${nine}${first}${second}`;
    }
  }
  throw new RangeError(`no number for ${day}`);
}
