/** Prefix by which a mapping names a namespace → its URI. */
export type Namespaces = Readonly<Record<string, string>>;

const JOINED = new WeakMap<Namespaces, WeakMap<Namespaces, Namespaces>>();

/** Both, the inner counting before the outer; the same two always give the same object, as what is kept goes by it. */
export function joinNamespaces(outer: Namespaces, inner: Namespaces): Namespaces {
  const ofOuter = JOINED.get(outer) ?? new WeakMap<Namespaces, Namespaces>();
  JOINED.set(outer, ofOuter);
  const joined = ofOuter.get(inner) ?? { ...outer, ...inner };
  ofOuter.set(inner, joined);
  return joined;
}
