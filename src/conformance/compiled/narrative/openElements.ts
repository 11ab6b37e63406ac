import { canStandIn, OUTSIDE, type NarrativeTag } from './elements.ts';

/** The elements in which a reader stands. */
export class OpenElements {
  /** As they are written; the last is `parent`. */
  readonly #open: NarrativeTag[] = [OUTSIDE];
  #paragraphs = 0;
  #anchors = 0;
  parent = OUTSIDE;

  enter(tag: NarrativeTag): void {
    this.#open.push(tag);
    this.parent = tag;
    this.#count(tag, 1);
  }

  leave(): void {
    const open = this.#open;
    this.#count(this.parent, -1);
    open.pop();
    this.parent = open[open.length - 1] ?? OUTSIDE;
  }

  #count({ element: { counts } }: NarrativeTag, step: 1 | -1): void {
    if (counts === 'paragraphs') {
      this.#paragraphs += step;
    } else if (counts === 'anchors') {
      this.#anchors += step;
    }
  }

  /** Why the element cannot stand here, as what was found; undefined where it can. */
  faultOf({ element }: NarrativeTag): string | undefined {
    const { name } = element;
    const parent = this.parent.element;
    if (!element.isKnown) {
      return `<${name}>`;
    }
    if (element.isBlock && this.#paragraphs > 0) {
      return `<${name}> in a paragraph`;
    }
    if (!canStandIn(element, parent)) {
      return `<${name}> in <${parent.name}>`;
    }
    return element.counts === 'anchors' && this.#anchors > 0 ? '<a> in <a>' : undefined;
  }
}
