import { css } from 'lit';

export const lobbyStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    overflow: auto;
    min-block-size: 0;
  }

  .lobby {
    display: grid;
    gap: 16px;
    align-content: safe center;
    min-block-size: 100%;
    padding: 16px;
  }

  .form {
    display: grid;
    gap: 12px;
    min-inline-size: 0;
  }

  h2 {
    margin: 0;
    font-size: 22px;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  .advice {
    margin: 4px 0 0;
    color: var(--_muted);
  }

  rtc-level::part(track) {
    margin-block-start: 6px;
  }

  summary {
    align-content: center;
    min-block-size: 44px;
    border-radius: 10px;
    color: var(--_muted);
    cursor: pointer;
  }

  summary:focus-visible {
    outline: 2px solid var(--_accent);
  }

  /* Its summary is its heading, and joining is what one is here for. */
  rtc-preflight::part(title) {
    display: none;
  }

  rtc-preflight::part(start) {
    background: var(--_raised);
    color: var(--_text);
  }

  /* In a box too low for all of it the rest scrolls, and joining stays in reach. */
  .join {
    position: sticky;
    inset-block-end: 0;
    margin: 0 -16px -16px;
    padding: 4px 16px 16px;
    background: var(--_surface);
  }

  .short .advice {
    display: none;
  }

  .devices {
    display: grid;
    gap: 12px;
    min-inline-size: 0;
  }

  /* Side by side saves height, unless there are sentences to read. */
  .short:not(.failing) .devices {
    grid-template-columns: 1fr 1fr;
  }


  /* The same width as in rtc-lobby.ts. */
  @container (min-width: 640px) {
    .lobby {
      grid-template-columns: minmax(0, 1.3fr) minmax(260px, 1fr);
      gap: 24px;
      align-items: center;
      max-inline-size: 1160px;
      margin-inline: auto;
      padding: 24px;
    }

    /* Beside what is long the preview stays in sight. */
    .lobby:has([open]) {
      align-items: start;
    }

    .lobby:has([open]) rtc-preview {
      position: sticky;
      inset-block-start: 24px;
    }

    .join {
      margin: 0 0 -24px;
      padding: 4px 0 24px;
    }
  }

  @container (max-width: 639px) {
    .short rtc-preview {
      aspect-ratio: 16 / 8;
    }

    .short.failing rtc-preview {
      aspect-ratio: auto;
      block-size: 112px;
    }

    .short.failing rtc-preview::part(avatar) {
      display: none;
    }
  }

  @container (min-width: 1200px) {
    .lobby {
      gap: 40px;
    }
  }
`;
