import { css } from 'lit';

export const graphStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    font-size: 13px;
  }

  figure {
    margin: 0;
  }

  figcaption {
    margin-block-end: 4px;
    color: var(--_muted);
  }

  /* Time runs from left to right in every script. */
  .plot {
    min-block-size: 136px;
    color: var(--_line);
    direction: ltr;
  }

  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    gap: 6px;
    align-items: center;
    min-inline-size: 0;
  }

  bdi {
    overflow: hidden;
    max-inline-size: 16ch;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .latest {
    direction: ltr;
    unicode-bidi: isolate;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .swatch {
    flex: none;
    inline-size: 16px;
    color: light-dark(oklch(0.55 0.14 var(--_hue)), oklch(0.78 0.12 var(--_hue)));
    border-block-start: 2px solid currentcolor;
  }

  .swatch.sent {
    border-block-start-style: dashed;
  }

  /* What a plot is made of. */
  .u-wrap {
    position: relative;
    user-select: none;
  }

  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }

  .u-under {
    overflow: hidden;
  }

  .uplot canvas {
    position: relative;
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }

  .u-select {
    display: none;
  }
`;
