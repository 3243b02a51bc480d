import { css } from 'lit';

/** What is drawn in a row: life lines, words, and arrows or dots, in the colour of what it means. */
export const drawingStyles = css`
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
`;
