import { css } from 'lit';

/** Words on a picture: light on dark in every colour scheme, since nobody knows what the picture shows. */
export const captionStyles = css`
  .caption {
    display: flex;
    gap: 6px;
    align-items: center;
    padding: 3px 8px;
    border-radius: 8px;
    background: #0a0d12c4;
    backdrop-filter: blur(8px);
    color: #fff;
    font-size: 13px;
    line-height: 1.45;
  }

  .caption svg {
    flex: none;
    inline-size: 14px;
    block-size: 14px;
  }

  .caption .words {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    /* Where it wraps: Korean between words. */
    word-break: keep-all;
    overflow-wrap: anywhere;
  }
`;
