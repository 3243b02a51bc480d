import { css } from 'lit';

export const callStyles = css`
  /*
   * Fits the box it is given. In none (no height set) it is as high as its
   * content would like to be, and never higher than the window.
   */
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 320px;
    max-block-size: max(100dvh, 320px);
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: start;
  }

  .call {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  rtc-lobby {
    flex: 1 1 auto;
  }

  rtc-error,
  rtc-left {
    flex: 1 1 420px;
  }

  rtc-grid {
    flex: 1 1 max(351px, 56.25cqi);
    min-block-size: 160px;
  }

  rtc-controls,
  rtc-status {
    flex: none;
  }
`;
