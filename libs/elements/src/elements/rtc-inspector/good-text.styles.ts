import { css } from 'lit';

/** The green of who speaks, as dark as text must be: 4.5 on every surface. */
export const goodText = css`
  :host {
    --_good-text: color-mix(in srgb, var(--_speaking), var(--_text) 25%);
  }
`;
