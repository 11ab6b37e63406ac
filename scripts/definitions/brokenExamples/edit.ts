/** A copy with new values by place, as in `{ 'name[0].family': 'Nes', 'name[+]': {…}, birthDate: undefined }`. */
export function edited(resource: object, edits: Readonly<Record<string, unknown>>): object {
  const copy = structuredClone(resource);
  for (const [place, value] of Object.entries(edits)) {
    setAt(copy, place, value);
  }
  return copy;
}

function setAt(resource: object, place: string, value: unknown): void {
  const steps = place.split(/\.|(?=\[)/);
  const last = steps.pop() ?? '';
  const holder = steps.reduce<unknown>((at, step) => childOf(at, step, place), resource);
  if (Array.isArray(holder)) {
    const index = last === '[+]' ? holder.length : indexOf(last);
    holder.splice(index, 1, ...(value === undefined ? [] : [value]));
  } else if (typeof holder !== 'object' || holder === null) {
    throw new RangeError(`${place} leads nowhere`);
  } else if (value === undefined) {
    Reflect.deleteProperty(holder, last);
  } else {
    Reflect.set(holder, last, value);
  }
}

function childOf(at: unknown, step: string, place: string): unknown {
  const child: unknown = Array.isArray(at)
    ? at[indexOf(step)]
    : typeof at === 'object' && at !== null
      ? Reflect.get(at, step)
      : undefined;
  if (child === undefined) {
    throw new RangeError(`${place} leads nowhere`);
  }
  return child;
}

function indexOf(step: string): number {
  return Number(step.slice(1, -1));
}
