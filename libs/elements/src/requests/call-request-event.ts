import type { SourceKind } from '@rtc-call/client';

/** What the interface can ask of a call, and what each request carries. */
export interface CallRequests {
  join: undefined;
  leave: undefined;
  'set-display-name': string;
  'turn-on': SourceKind;
  'turn-off': SourceKind;
  'choose-device': DeviceChoice;
}

/** Which device to use. A null `deviceId` leaves it to the browser. */
export interface DeviceChoice {
  readonly kind: SourceKind;
  readonly deviceId: string | null;
}

export type RequestName = keyof CallRequests;

/**
 * An element asks for something; the `<rtc-call>` around it decides and acts.
 * It bubbles through shadow roots, so a page may listen too, and may call
 * `preventDefault` to have the request dropped.
 */
export class CallRequestEvent<N extends RequestName = RequestName> extends Event {
  constructor(
    readonly request: N,
    readonly detail: CallRequests[N],
  ) {
    super(requestType(request), { bubbles: true, composed: true, cancelable: true });
  }
}

/** The DOM event type of a request: `rtc-request-join`. */
export function requestType<N extends RequestName>(request: N): `rtc-request-${N}` {
  return `rtc-request-${request}`;
}

type RequestEventMap = { [N in RequestName as `rtc-request-${N}`]: CallRequestEvent<N> };

declare global {
  interface HTMLElementEventMap extends RequestEventMap {}
}
