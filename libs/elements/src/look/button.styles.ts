import { css } from 'lit';

/** Buttons: 44 px, icon or words, with a tooltip of the same words as the label. */
export const buttonStyles = css`
  button {
    position: relative;
    display: inline-grid;
    grid-auto-flow: column;
    place-items: center;
    place-content: center;
    gap: 8px;
    min-inline-size: 44px;
    min-block-size: 44px;
    margin: 0;
    padding: 0 11px;
    border: 1px solid transparent;
    border-radius: var(--_radius-control);
    background: var(--rtc-control, var(--_raised));
    color: var(--rtc-control-text, var(--_text));
    font: inherit;
    cursor: pointer;
    transition:
      background-color var(--_motion),
      color var(--_motion);
    -webkit-tap-highlight-color: transparent;
  }

  button:hover {
    background: var(--rtc-control-hover, var(--_raised-hover));
  }

  button:focus-visible {
    outline: 2px solid var(--rtc-control-focus, var(--_accent));
    outline-offset: 2px;
  }

  button[aria-disabled='true'] {
    cursor: default;
  }

  button svg {
    inline-size: 20px;
    block-size: 20px;
  }

  button.off {
    background: var(--rtc-control-off, var(--_danger-soft));
    color: var(--rtc-control-off-text, var(--_danger));
  }

  button.danger {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  button.danger:hover {
    background: color-mix(in srgb, var(--_danger), var(--_text) 15%);
  }

  button.primary {
    min-block-size: 46px;
    padding-inline: 20px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  button.primary:hover {
    background: color-mix(in srgb, var(--_accent), var(--_text) 15%);
  }

  .tooltip {
    position: absolute;
    inset-block-end: calc(100% + 8px);
    inset-inline-start: 50%;
    z-index: 1;
    inline-size: max-content;
    padding: 4px 8px;
    border-radius: 8px;
    background: #0a0d12e6;
    color: #fff;
    font-size: 13px;
    font-weight: 400;
    line-height: 1.4;
    pointer-events: none;
    opacity: 0;
    visibility: hidden;
    translate: -50% 4px;
    transition:
      opacity var(--_motion),
      translate var(--_motion),
      visibility var(--_motion);
  }

  .tooltip:dir(rtl) {
    translate: 50% 4px;
  }

  button:is(:hover, :focus-visible) .tooltip {
    opacity: 1;
    visibility: visible;
    translate: -50% 0;
  }

  button:is(:hover, :focus-visible) .tooltip:dir(rtl) {
    translate: 50% 0;
  }

  button:focus-visible:not(:hover) .tooltip {
    visibility: var(--_focus-tooltip, visible);
  }

  @media (hover: none) {
    button:hover:not(:focus-visible) .tooltip {
      opacity: 0;
      visibility: hidden;
    }
  }

  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }

    button.off {
      border-style: dashed;
      border-width: 2px;
    }

    .tooltip {
      border: 1px solid CanvasText;
    }
  }
`;
