import type { ComplexType, Property } from '../elementTree.ts';
import type { ChildRules, ProfileRule } from './profileTree.ts';

const RULES_AT_ONCE = 30;

/** The rules of the elements of a value, for each type that the value can have; made on first use. */
export function childRules(
  children: ReadonlyMap<string, ProfileRule>,
): (type: ComplexType) => readonly ChildRules[] {
  const byType = new Map<ComplexType, readonly ChildRules[]>();
  let lastType: ComplexType | undefined;
  let last: readonly ChildRules[] = [];
  return (type) => {
    if (type !== lastType) {
      last = byType.get(type) ?? made([...children.values()], type);
      byType.set(type, last);
      lastType = type;
    }
    return last;
  };
}

function made(rules: readonly ProfileRule[], type: ComplexType): readonly ChildRules[] {
  return Array.from({ length: Math.ceil(rules.length / RULES_AT_ONCE) }, (_, index) =>
    groupOf(rules.slice(index * RULES_AT_ONCE, (index + 1) * RULES_AT_ONCE), type),
  );
}

function groupOf(rules: readonly ProfileRule[], type: ComplexType): ChildRules {
  const bits = new Map<string, number>();
  let always = 0;
  for (const [index, rule] of rules.entries()) {
    const bit = 1 << index;
    always |= asksForPresence(rule) ? bit : 0;
    for (const { key, siblingKey } of propertiesOf(type, rule.name)) {
      for (const name of siblingKey === undefined ? [key] : [key, siblingKey]) {
        bits.set(name, (bits.get(name) ?? 0) | bit);
      }
    }
  }
  return { rules, bits, always };
}

function asksForPresence({ min, slicing }: ProfileRule): boolean {
  return min > 0 || slicing?.slices.some(asksForPresence) === true;
}

/** The properties that a rule is for: those of the element of that name, or one form of a choice (`valueQuantity`). */
export function propertiesOf(type: ComplexType, name: string): readonly Property[] {
  const own = type.byName.get(name);
  if (own !== undefined) {
    return own;
  }
  const form = type.properties.get(name);
  return form?.rule.isChoice === true && !form.isSibling ? [form] : [];
}
