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

  /* The life lines, one in the middle of each lane. */
  .drawing {
    --_lane: calc(100% / var(--_lanes));
    --_at-start: calc((var(--_start) + 0.5) * var(--_lane));
    --_at-end: calc((var(--_end) + 0.5) * var(--_lane));
    --_ink: var(--_text);
    position: relative;
    display: block;
    block-size: 40px;
    background: repeating-linear-gradient(
      to right,
      transparent 0 calc(50% / var(--_lanes) - 0.5px),
      var(--_line) 0 calc(50% / var(--_lanes) + 0.5px),
      transparent 0 calc(100% / var(--_lanes))
    );
  }

  .note .drawing {
    block-size: 28px;
  }

  .label {
    position: absolute;
    inset-block-start: 4px;
    display: flex;
    gap: 8px;
    padding-inline: 6px;
    background: var(--_surface);
    color: var(--_ink);
    white-space: nowrap;
  }

  .row > button:hover .label {
    background: color-mix(in srgb, var(--_surface), var(--_text) 4%);
  }

  .label .text {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .leading .label {
    inset-inline-start: calc(var(--_at-start) + 4px);
    max-inline-size: calc(100% - var(--_at-start) - 4px);
  }

  .trailing .label {
    inset-inline-end: calc(100% - var(--_at-end) + 4px);
    max-inline-size: calc(var(--_at-end) - 4px);
  }

  .note .label {
    margin-inline: 8px;
  }

  .took {
    flex: none;
    color: var(--_muted);
  }

  .line {
    position: absolute;
    inset-block-start: 30px;
    inset-inline-start: var(--_at-start);
    inline-size: calc(var(--_at-end) - var(--_at-start));
    border-block-start: 1.5px solid var(--_ink);
  }

  .path .line {
    border-block-start: 1.5px dashed var(--_ink);
  }

  /* The heads, drawn by borders on logical sides so that they turn with the direction of writing. */
  .line::before,
  .line::after {
    position: absolute;
    inset-block-start: -5.25px;
    border-block: 4.5px solid transparent;
    content: none;
  }

  :is(.forward, .path) .line::after {
    inset-inline-end: 0;
    border-inline-start: 8px solid var(--_ink);
    content: '';
  }

  :is(.backward, .path) .line::before {
    inset-inline-start: 0;
    border-inline-end: 8px solid var(--_ink);
    content: '';
  }

  .dot,
  .hop {
    position: absolute;
    border-radius: 50%;
    translate: -50% 0;
  }

  :is(.dot, .hop):dir(rtl) {
    translate: 50% 0;
  }

  .dot {
    inset-block-start: 10px;
    inset-inline-start: var(--_at-start);
    inline-size: 8px;
    block-size: 8px;
    background: var(--_ink);
  }

  /* What passes through the server. */
  .hop {
    inset-block-start: 28px;
    inset-inline-start: calc(1.5 * var(--_lane));
    inline-size: 5px;
    block-size: 5px;
    background: var(--_ink);
  }

  .path .drawing {
    --_ink: var(--_accent);
  }

  .minor .drawing {
    --_ink: var(--_muted);
  }

  .good .drawing {
    --_ink: var(--_good-text);
  }

  .bad .drawing {
    --_ink: var(--_danger);
  }

  .bad .label {
    font-weight: 600;
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
