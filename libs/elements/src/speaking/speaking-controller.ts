import type { AudioLevels } from '@rtc-call/client';
import type { ReactiveController, ReactiveElement } from 'lit';
import { levelsContext } from '../context/contexts.ts';
import { ObservableController } from '../context/observable-controller.ts';
import { hear, SILENT, SPEAKING_HOLD_MS, type Speech } from './speaking.ts';

/** Whether one participant speaks. The host renders again only when that changes, not with every level. */
export class SpeakingController implements ReactiveController {
  #speech: Speech = SILENT;
  #holding: ReturnType<typeof setTimeout> | undefined;
  readonly #host: ReactiveElement;
  readonly #participantId: () => string;
  readonly #levels: ObservableController<AudioLevels>;

  constructor(host: ReactiveElement, participantId: () => string) {
    this.#host = host;
    this.#participantId = participantId;
    this.#levels = new ObservableController(host, levelsContext, () => this.#listen());
    host.addController(this);
  }

  get speaking(): boolean {
    return this.#speech.speaking;
  }

  hostDisconnected(): void {
    clearTimeout(this.#holding);
    this.#speech = SILENT;
  }

  readonly #listen = (): void => {
    const level = this.#levels.value?.get(this.#participantId()) ?? 0;
    const before = this.#speech;
    this.#speech = hear(before, level, performance.now());
    // Levels are told when they change; after the last loud one there may be no more to end the hold.
    clearTimeout(this.#holding);
    if (this.#speech.speaking) this.#holding = setTimeout(this.#listen, SPEAKING_HOLD_MS);
    if (this.#speech.speaking !== before.speaking) this.#host.requestUpdate();
  };
}
