/** So many are compared one by one; more are looked up, as what is compared with all others takes forever. */
const FEW = 16;

/**
 * What adds a value of one search parameter to a list, unless it is there already.
 *
 * @param list what has been added before is of other search parameters
 * @param keyOf the same for values that are the same
 */
export function addDistinct<Value>(
  list: Value[],
  isSame: (one: Value, other: Value) => boolean,
  keyOf: (value: Value) => string,
): (value: Value) => void {
  const start = list.length;
  let keys: Set<string> | undefined;
  return (value) => {
    if (keys === undefined && list.length - start >= FEW) {
      keys = new Set(list.slice(start).map(keyOf));
    }
    if (keys !== undefined) {
      const key = keyOf(value);
      if (!keys.has(key)) {
        keys.add(key);
        list.push(value);
      }
      return;
    }
    for (let index = start; index < list.length; index++) {
      const other = list[index];
      if (other !== undefined && isSame(other, value)) {
        return;
      }
    }
    list.push(value);
  };
}
