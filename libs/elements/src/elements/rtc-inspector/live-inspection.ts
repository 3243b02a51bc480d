import type { Recording } from '@rtc-call/client';
import type { InspectedCall } from './inspected.ts';

/** How often a call that goes on is drawn anew at most, in milliseconds. */
export const REDRAW_MS = 250;

/** Follows a call: holds what happens, and asks for a drawing, but not for each event. */
export class LiveInspection {
  readonly call: InspectedCall;
  readonly recording: Recording;
  readonly #end: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(call: InspectedCall, redraw: () => void) {
    this.call = call;
    this.recording = call.record();
    this.#end = call.events.subscribe(() => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        redraw();
      }, REDRAW_MS);
    });
  }

  stop(): void {
    this.recording.stop();
    this.#end();
    clearTimeout(this.#timer);
  }
}
