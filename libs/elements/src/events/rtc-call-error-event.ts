import type { CallError } from '@rtc-call/client';

/** The call could not be made or joined, or ended by a fault. Dispatched by `<rtc-call>`; bubbles and is composed. */
export class RtcCallErrorEvent extends Event {
  constructor(readonly error: CallError) {
    super('rtc-call-error', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-call-error': RtcCallErrorEvent;
  }
}
