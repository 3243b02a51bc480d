import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    text-align: start;
  }

  .preflight {
    display: grid;
    gap: 16px;
    min-inline-size: 0;
  }

  h2 {
    margin: 0;
    font-size: 22px;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  p {
    margin: 0;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  .intro,
  .meaning,
  .figures,
  .operator {
    color: var(--_muted);
  }

  .verdict {
    font-weight: 600;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .buttons button {
    padding-inline: 16px;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-tile);
    background: var(--_field);
  }

  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    gap: 4px 12px;
    padding: 12px;
  }

  .row + .row {
    border-block-start: 1px solid var(--_line);
  }

  .sign {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
  }

  .sign svg {
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2.5;
  }

  .passed .sign {
    color: var(--_speaking);
  }

  .warned .sign {
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .failed .sign {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .failed .state {
    color: var(--_danger);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    justify-content: space-between;
    min-inline-size: 0;
  }

  h3 {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
    line-height: 24px;
  }

  .state {
    line-height: 24px;
  }

  .body {
    display: grid;
    grid-column: 2;
    gap: 4px;
    min-inline-size: 0;
  }

  .body:empty {
    display: none;
  }

  .figures,
  .operator {
    font-size: 13px;
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  details summary {
    inline-size: fit-content;
    min-block-size: 24px;
    border-radius: 4px;
    cursor: pointer;
  }

  details summary:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  textarea {
    inline-size: 100%;
    block-size: 160px;
    padding: 12px;
    border: 1px solid var(--_edge);
    border-radius: 10px;
    background: var(--_field);
    color: var(--_text);
    font: 13px / 1.45 ui-monospace, monospace;
    resize: vertical;
  }

  .spinner {
    inline-size: 14px;
    block-size: 14px;
    border: 2px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
  }

  @media (prefers-reduced-motion: no-preference) {
    .spinner {
      animation: turn 1s linear infinite;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (forced-colors: active) {
    .sign {
      border: 1px solid CanvasText;
    }
  }
`;
