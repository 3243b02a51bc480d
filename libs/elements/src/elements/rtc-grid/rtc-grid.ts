import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { BoxSizeController } from '../../layout/box-size-controller.ts';
import { type StageLayout, stageLayout } from '../../layout/stage-layout.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { isReturning } from '../../screen/screen.ts';
import { CallElement } from '../call-element.ts';
import { SELF } from '../rtc-tile/rtc-tile.ts';

/** Between tiles and around them, in CSS pixels. */
const GAP = 12;
/** The same in a box narrower than this, where every pixel is wanted. */
const SMALL_GAP = 8;
const SMALL_BOX = 520;

/**
 * Everybody in the room, oneself last. Tiles are as large as the box allows;
 * two people in a narrow box are a picture in a picture. Shown in the room; on
 * the way back into it after a reload it says so.
 *
 * @tag rtc-grid
 * @csspart grid - Around the tiles.
 * @csspart tile - Each tile.
 * @csspart returning - Room and words on the way back after a reload.
 * @cssproperty --rtc-stage - The background behind the tiles.
 */
export class RtcGrid extends CallElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        position: relative;
        min-block-size: 160px;
        background: var(--_stage);
        overflow: clip;
      }

      .grid {
        position: absolute;
        inset: 0;
        padding: var(--_gap);
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        align-content: center;
        gap: var(--_gap);
      }

      .returning {
        position: absolute;
        inset: 0;
        display: grid;
        gap: 4px;
        place-content: center;
        padding: 16px;
        text-align: center;
        overflow-wrap: anywhere;
      }

      .returning > * {
        margin: 0;
      }

      .returning h2 {
        font-size: 22px;
        font-weight: 600;
        line-height: 1.25;
        letter-spacing: -0.01em;
      }

      .returning p {
        color: var(--_muted);
      }

      rtc-tile {
        inline-size: var(--_tile-width);
        block-size: var(--_tile-height);
        transition:
          opacity var(--_motion),
          scale var(--_motion);
      }

      @starting-style {
        rtc-tile {
          opacity: 0;
          scale: 0.96;
        }
      }

      .picture-in-picture rtc-tile {
        inline-size: 100%;
        block-size: 100%;
      }

      .picture-in-picture rtc-tile[participant-id='self'] {
        position: absolute;
        inset-block-end: calc(var(--_gap) + 8px);
        inset-inline-end: calc(var(--_gap) + 8px);
        inline-size: clamp(84px, 26%, 132px);
        block-size: auto;
        aspect-ratio: 3 / 4;
        border-radius: var(--_radius-tile);
        box-shadow: 0 4px 16px #0006;
      }
    `,
  ];

  readonly #phase = new SnapshotController(this, (snapshot) => snapshot.phase);
  readonly #room = new SnapshotController(this, (snapshot) => snapshot.room);
  readonly #others = new SnapshotController(this, (snapshot) => snapshot.participants);
  readonly #box = new BoxSizeController(this);

  protected override render() {
    const phase = this.#phase.value;
    if (isReturning(phase)) return this.#returning();
    if (phase.name !== 'joined') return nothing;
    const ids = [...this.#others.value.map(({ id }) => id), SELF];
    const box = this.#box.box ?? { width: 0, height: 0 };
    const gap = box.width < SMALL_BOX ? SMALL_GAP : GAP;
    const inner = { width: Math.max(0, box.width - 2 * gap), height: Math.max(0, box.height - 2 * gap) };
    const layout = stageLayout(ids.length - 1, inner, gap);
    return html`<div
      part="grid"
      class="grid ${layout.kind}"
      style="--_gap: ${gap}px; ${tileSize(layout)}"
      role="group"
      aria-label=${this.strings.stage}
    >
      ${repeat(
        ids,
        (id) => id,
        (id) => html`<rtc-tile
          participant-id=${id}
          part="tile"
          exportparts="video, avatar, name-plate, link-status, quality, enable-sound"
        ></rtc-tile>`,
      )}
    </div>`;
  }

  #returning() {
    return html`<div class="returning" part="returning">
      <h2><bdi>${this.#room.value}</bdi></h2>
      <p role="status" dir="auto">${this.strings.returning}</p>
    </div>`;
  }
}

function tileSize(layout: StageLayout): string {
  if (layout.kind === 'picture-in-picture') return '';
  return `--_tile-width: ${layout.tileWidth}px; --_tile-height: ${layout.tileHeight}px`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-grid': RtcGrid;
  }
}
