/** Elements of definitions that name other definitions by their canonical URLs. */
const CANONICAL_ELEMENTS: ReadonlySet<string> = new Set([
  'baseDefinition',
  'profile',
  'targetProfile',
  'valueSet',
]);

/**
 * A definition with the version at each canonical URL that has none, as far as `versionOf` knows one: so that a
 * definition of one version works with those that it was made with, where several are at hand.
 */
export function pinned<T>(value: T, versionOf: (url: string) => string | undefined): T {
  const withVersion = (canonical: string): string => {
    const version = canonical.includes('|') ? undefined : versionOf(canonical);
    return version === undefined ? canonical : `${canonical}|${version}`;
  };
  const visit = (node: unknown, key: string): unknown => {
    if (typeof node === 'string') {
      return CANONICAL_ELEMENTS.has(key) ? withVersion(node) : node;
    }
    if (Array.isArray(node)) {
      return node.map((each: unknown) => visit(each, key));
    }
    return typeof node === 'object' && node !== null
      ? Object.fromEntries(Object.entries(node).map(([name, child]) => [name, visit(child, name)]))
      : node;
  };
  return visit(value, '') as T;
}
