/** The room was entered. Dispatched by `<rtc-call>`; bubbles and is composed. */
export class RtcCallJoinedEvent extends Event {
  constructor(
    /** The room's name. */
    readonly room: string,
    /** This participant's id in the room. */
    readonly selfId: string | null,
  ) {
    super('rtc-call-joined', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-call-joined': RtcCallJoinedEvent;
  }
}
