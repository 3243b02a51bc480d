import { css } from 'lit';

/** A labelled field. */
export const fieldStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }

  label,
  .label {
    display: block;
    margin-block-end: 4px;
    color: var(--_muted);
    font-size: 13px;
  }

  input,
  select {
    display: block;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 44px;
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--_edge);
    border-radius: 10px;
    background: var(--_field);
    color: var(--_text);
    font: 15px / 1.4 var(--_font);
    text-overflow: ellipsis;
  }

  :is(input, select):focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
    border-color: var(--_accent);
  }

  /* Below 16 px, phones zoom into the page when a field is touched. */
  @media (pointer: coarse) {
    input,
    select {
      font-size: 16px;
    }
  }

  select:disabled {
    color: var(--_muted);
    opacity: 1;
  }
`;
