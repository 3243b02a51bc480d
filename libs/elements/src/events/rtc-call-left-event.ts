/** The room was left, on request. Dispatched by `<rtc-call>`; bubbles and is composed. */
export class RtcCallLeftEvent extends Event {
  constructor(
    /** The name of the room that was left. */
    readonly room: string,
  ) {
    super('rtc-call-left', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-call-left': RtcCallLeftEvent;
  }
}
