import type { PreflightReport } from '@rtc-call/client';

/** A preflight is over, or was stopped. Dispatched by `<rtc-preflight>`; bubbles and is composed. */
export class RtcPreflightFinishedEvent extends Event {
  constructor(readonly result: PreflightReport) {
    super('rtc-preflight-finished', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-preflight-finished': RtcPreflightFinishedEvent;
  }
}
