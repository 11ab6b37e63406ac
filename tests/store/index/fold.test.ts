import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/store/index/fold.ts';

describe('a folded string', () => {
  it.each([
    ['Øydis', 'oydis'],
    ['ÆRØSUND', 'aerosund'],
    ['Åse  Bjørnå ', 'ase bjorna'],
    ['A\u030Ase', 'ase'],
    ['Máret Áhkká-Gáŋŋa', 'maret ahkka-ganna'],
    ['Đuro Þórđarson', 'duro thordarson'],
    ['Weiß', 'weiss'],
    ['WEIẞ', 'weiss'],
  ])('of %s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});
