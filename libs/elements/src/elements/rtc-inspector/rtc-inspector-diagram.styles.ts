import { css } from 'lit';

export const diagramStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }

  .diagram {
    --_time: 64px;
    /* Lanes of 72 px at least, and then the box scrolls. */
    min-inline-size: calc(var(--_time) + var(--_lanes) * 72px);
    font-size: 13px;
    line-height: 20px;
  }

  .heads {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: grid;
    grid-template-columns: var(--_time) repeat(var(--_lanes), minmax(0, 1fr));
    padding-block: 8px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }

  .unit {
    padding-inline-end: 12px;
    color: var(--_muted);
    text-align: end;
  }

  .head {
    padding-inline: 2px;
    overflow: hidden;
    font-weight: 600;
    text-align: center;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .row {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 40px;
  }

  .row > button {
    display: grid;
    grid-template-columns: var(--_time) minmax(0, 1fr);
    inline-size: 100%;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .row > button:hover {
    background: color-mix(in srgb, var(--_surface), var(--_text) 4%);
  }

  .row > button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .time {
    padding-inline: 4px 12px;
    padding-block-start: 4px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .left-out {
    padding: 12px 16px;
    border-block: 1px dashed var(--_edge);
    color: var(--_muted);
    text-align: center;
  }

  .details {
    display: grid;
    gap: 8px;
    padding: 8px 16px 16px;
    border-block-end: 1px solid var(--_line);
    background: color-mix(in srgb, var(--_surface), var(--_stage) 50%);
  }

  .moment {
    margin: 0;
    color: var(--_muted);
  }

  pre {
    overflow: auto;
    margin: 0;
    max-block-size: 320px;
    direction: ltr;
    font:
      12px / 1.5 ui-monospace,
      'SFMono-Regular',
      Menlo,
      Consolas,
      'Noto Sans Mono',
      monospace;
    text-align: left;
  }

  pre:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
`;
