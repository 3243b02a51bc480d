import { css } from 'lit';

/** A message that has the box to itself: an error, or that the call was left. */
export const messageStyles = css`
  :host {
    display: block;
    overflow: auto;
    min-block-size: 0;
  }

  .message {
    display: grid;
    gap: 8px;
    place-content: safe center;
    justify-items: center;
    min-block-size: 100%;
    padding: 32px 24px;
    text-align: center;
  }

  .message > * {
    max-inline-size: 44ch;
  }

  .sign {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    margin-block-end: 8px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
  }

  .sign svg {
    inline-size: 26px;
    block-size: 26px;
  }

  .fault .sign {
    background: var(--_danger-soft);
    color: var(--_danger);
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
    color: var(--_muted);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  button {
    margin-block-start: 16px;
  }

  .details {
    margin-block-start: 16px;
    font-size: 13px;
  }
`;
