import { html, type Markup } from './markup.ts';
import { at } from './scale.ts';

export interface MarkerPlace {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Whether the share lies below the target. */
  readonly below: boolean;
}

/** A share: below the target a diamond, else a circle, so that the shape tells what the colour tells. */
export function marker({ x, y, radius, below }: MarkerPlace): Markup {
  const r = at(radius * 1.3);
  return below
    ? html`<path
        class="share-dot below"
        d="M${at(x)} ${at(y - radius * 1.3)}l${r} ${r}l-${r} ${r}l-${r} -${r}z"
      />`
    : html`<circle class="share-dot" cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" />`;
}
