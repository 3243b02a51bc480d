import type { CallSnapshot } from '@rtc-call/client';
import { html, nothing, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { captionStyles } from '../../look/caption.styles.ts';
import { icons } from '../../look/icons.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { visuallyHidden } from '../../look/visually-hidden.styles.ts';
import { TilePlayback } from '../../media/tile-playback.ts';
import { SpeakingController } from '../../speaking/speaking-controller.ts';
import { initials } from '../../words/initials.ts';
import { CallElement } from '../call-element.ts';
import { tileStyles } from './rtc-tile.styles.ts';
import { otherPerson, selfPerson, type TilePerson } from './tile-person.ts';

/** The id by which one's own tile is named, and one's own level is told. */
export const SELF = 'self';

/**
 * One person: picture and sound, or initials on a colour that stays theirs;
 * name, microphone, and in words how the connection to them is. Who is away for
 * a moment, to reload the page, keeps the tile.
 *
 * @tag rtc-tile
 * @csspart tile - The whole tile.
 * @csspart video - The picture.
 * @csspart avatar - The initials, where there is no picture.
 * @csspart name-plate - Name and microphone.
 * @csspart link-status - How the connection is, unless it is well, or that somebody is away.
 * @csspart quality - How good the connection is, unless it is good.
 * @csspart enable-sound - The button shown where the browser withholds sound.
 * @cssproperty --rtc-speaking - The edge of the tile of who speaks.
 * @cssproperty --rtc-radius-tile - How round tiles are. Default 14px.
 */
export class RtcTile extends CallElement {
  static override readonly styles = [tokens, buttonStyles, captionStyles, visuallyHidden, tileStyles];

  /** Whose tile this is: a participant's id, or `self`. */
  @property({ attribute: 'participant-id' }) participantId: string = SELF;

  @query('video') private readonly video!: HTMLVideoElement | null;

  readonly #other = new SnapshotController(
    this,
    ({ participants }) => participants.find(({ id }) => id === this.participantId) ?? null,
  );
  readonly #name = this.#ofSelf(({ displayName }) => displayName);
  readonly #microphone = this.#ofSelf(({ microphone }) => microphone.state);
  readonly #camera = this.#ofSelf(({ camera }) => camera.state);
  readonly #speech = new SpeakingController(this, () => this.participantId);
  readonly #playback = new TilePlayback(this);

  protected override render() {
    const person = this.#person();
    if (!person) return nothing;
    const mine = this.participantId === SELF;
    const speaking = person.microphoneOn && !person.away && this.#speech.speaking;
    return html`<div
      part="tile"
      class=${classMap({ tile: true, away: person.away, speaking })}
      style="background: ${person.background}"
      role="group"
      aria-label=${person.name}
    >
      <video
        part="video"
        class=${classMap({ mirrored: mine, unseen: !person.pictured })}
        autoplay
        playsinline
        .muted=${mine}
        aria-hidden="true"
      ></video>
      ${person.pictured ? nothing : this.#avatar(person)}
      ${this.#connection(person)}
      ${this.#playback.blocked ? this.#enableSound() : nothing}
      <div part="name-plate" class="caption plate">
        ${person.microphoneOn ? nothing : this.#muted()}
        <span class="words name" dir="auto">${person.name}</span>
      </div>
    </div>`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const person = this.#person();
    if (this.video && person) this.#playback.play(this.video, person.tracks);
  }

  #person(): TilePerson | null {
    const [name, microphone, camera] = [this.#name.value, this.#microphone.value, this.#camera.value];
    if (name !== null && microphone && camera) return selfPerson(name, microphone, camera, this.strings);
    const other = this.#other.value;
    return other && otherPerson(other, this.strings);
  }

  /** Follows a fact about oneself, but only on one's own tile. */
  #ofSelf<T>(select: (snapshot: CallSnapshot) => T): SnapshotController<T | null> {
    return new SnapshotController(this, (snapshot) => (this.participantId === SELF ? select(snapshot) : null));
  }

  #avatar(person: TilePerson) {
    return html`<div part="avatar" class="avatar" aria-hidden="true">${initials(person.initialsOf)}</div>`;
  }

  #muted() {
    return html`<span class="muted">
      ${icons.microphoneOff}<span class="visually-hidden">${this.strings.microphoneOff}</span>
    </span>`;
  }

  /** How the connection is, in words; while there is one, only what could be better about it. */
  #connection({ away, link }: TilePerson) {
    const words = away ? this.strings.away : this.strings.link[link];
    if (words !== '')
      return html`<div part="link-status" class="caption link"><span class="words" dir="auto">${words}</span></div>`;
    if (this.participantId === SELF) return nothing;
    return html`<rtc-quality
      class="quality"
      participant-id=${this.participantId}
      exportparts="quality"
    ></rtc-quality>`;
  }

  #enableSound() {
    return html`<button part="enable-sound" class="sound" type="button" @click=${this.#playback.enableSound}>
      ${icons.sound}${this.strings.enableSound}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-tile': RtcTile;
  }
}
