import { css } from 'lit';

export const callStyles = css`
  /*
   * Fits the box it is given. In none (no height set) it is as high as its
   * content would like to be, and never higher than the window.
   */
  :host {
    /* So that what is hidden from the eye does not make the page longer. */
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 320px;
    max-block-size: max(100dvh, 320px);
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: start;
  }

  /* By its own size as well as by the host's flex: a page may well write display: block. */
  .call {
    flex: 1 1 auto;
    block-size: 100%;
    max-block-size: inherit;
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  /* In a page's own layout, what has no turn in this phase takes no room. */
  :host(:not([phase='idle'], [phase='joining'])) ::slotted(rtc-lobby),
  :host(:not([phase='returning'], [phase='joined'])) ::slotted(rtc-grid),
  :host(:not([phase='returning'], [phase='joined'])) ::slotted(rtc-controls),
  :host(:not([phase='left'])) ::slotted(rtc-left),
  :host(:not([phase='failed'])) ::slotted(rtc-error) {
    display: none;
  }

  /* The same for a page's own layout, until the page says otherwise. */
  rtc-controls,
  rtc-status,
  ::slotted(*) {
    flex: none;
  }

  rtc-lobby,
  ::slotted(rtc-lobby) {
    flex: 1 1 auto;
  }

  rtc-error,
  rtc-left,
  ::slotted(rtc-error),
  ::slotted(rtc-left) {
    flex: 1 1 420px;
  }

  rtc-grid,
  ::slotted(rtc-grid) {
    flex: 1 1 max(351px, 56.25cqi);
    min-block-size: 160px;
  }

`;
