import { css } from 'lit';

export const tileStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
  }

  .tile {
    position: relative;
    container-type: size;
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    border-radius: var(--_radius-tile);
    overflow: clip;
    color: #fff;
  }

  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  video.mirrored {
    scale: -1 1;
  }

  video.unseen {
    visibility: hidden;
  }

  video,
  .avatar {
    transition: opacity var(--_motion);
  }

  /* The last picture, or the initials, of who is away for a moment. */
  .away :is(video, .avatar) {
    opacity: 0.4;
  }

  .speaking::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    outline: 3px solid var(--_speaking);
    outline-offset: -3px;
    pointer-events: none;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: min(34cqmin, 200px);
    aspect-ratio: 1;
    border-radius: 50%;
    background: #ffffff26;
    font-size: min(13cqmin, 76px);
    font-weight: 600;
    line-height: 1;
    letter-spacing: 0.02em;
  }

  .plate,
  .link,
  .quality {
    position: absolute;
    inset-inline-start: 8px;
    max-inline-size: calc(100% - 16px);
  }

  .plate {
    inset-block-end: 8px;
  }

  .link,
  .quality {
    inset-block-start: 8px;
  }

  .muted {
    display: flex;
  }

  .sound {
    position: absolute;
    z-index: 1;
    border-color: #ffffff40;
    background: #0a0d12e0;
    color: #fff;
  }

  .sound:hover {
    background: #1b212bf0;
  }

  /* A narrow tile still has its words, in two lines if need be. */
  @container (max-width: 180px) {
    .link,
    .quality {
      inset-block-start: 4px;
      inset-inline-start: 4px;
      max-inline-size: calc(100% - 8px);
    }

    .link {
      padding: 2px 6px;
      font-size: 12px;
      line-height: 1.3;
    }

    .link .words {
      white-space: normal;
    }
  }

  /* Too small for a name: a picture in a picture, a thumbnail. What is off still shows. */
  @container (max-width: 139px) or (max-height: 79px) {
    .plate .name {
      display: none;
    }

    .plate:not(:has(.muted)) {
      display: none;
    }

    .plate,
    .link {
      inset-inline-start: 4px;
      max-inline-size: calc(100% - 8px);
      padding: 3px 5px;
    }

    .plate {
      inset-block-end: 4px;
    }

    .link {
      inset-block-start: 4px;
    }
  }

  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }

    .avatar {
      border: 1px solid CanvasText;
    }
  }
`;
