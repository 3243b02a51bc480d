import { css } from 'lit';

export const pairsStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    font-size: 13px;
  }

  p {
    margin: 0;
    color: var(--_muted);
  }

  .scroll {
    overflow: auto;
    max-block-size: 320px;
  }

  .scroll:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 6px 12px 6px 0;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }

  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_muted);
    white-space: nowrap;
  }

  tbody th {
    max-inline-size: 12ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  small {
    display: block;
    color: var(--_muted);
    font-size: 12px;
    overflow-wrap: anywhere;
  }

  .number bdi {
    direction: ltr;
  }

  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .state {
    white-space: nowrap;
  }

  tr.selected :is(th, .state) {
    font-weight: 600;
  }

  tr.selected .state {
    color: var(--_good-text);
  }

  tr.failed .state {
    color: var(--_danger);
  }

  tr:not(.selected) td:not(.state) {
    color: var(--_muted);
  }
`;
