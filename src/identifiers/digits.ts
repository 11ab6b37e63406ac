/** Reading numbers that are written as text, without regular expressions: these run once for every value received. */

/** Whether the text has at least one character and ASCII digits only. */
export function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character < 48 || character > 57) {
      return false;
    }
  }
  return text.length > 0;
}

/** Sum of weight × digit over the first `weights.length` digits of a text that holds digits only. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    sum += (weights[index] ?? 0) * (digits.charCodeAt(index) - 48);
  }
  return sum;
}
