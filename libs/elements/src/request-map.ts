import type { Call } from '@rtc-call/client';
import type { CallRequestEvent, CallRequests, RequestName } from './requests/call-request-event.ts';

type Effect<N extends RequestName> = (call: Call, detail: CallRequests[N]) => void | Promise<void>;

/** The one place where the interface meets the call: what each request does. */
export const requestMap: { readonly [N in RequestName]: Effect<N> } = {
  join: (call) => call.join(),
  leave: (call) => call.leave(),
  'set-display-name': (call, displayName) => call.setDisplayName(displayName),
  'turn-on': (call, kind) => call.turnOn(kind),
  'turn-off': (call, kind) => call.turnOff(kind),
  'choose-device': (call, { kind, deviceId }) => call.chooseDevice(kind, deviceId),
};

/** The names of all requests, to listen to. */
export const requestNames = Object.keys(requestMap) as readonly RequestName[];

/** Does what an event asks. Rejects as the call does. */
export async function fulfil<N extends RequestName>(call: Call, event: CallRequestEvent<N>): Promise<void> {
  await requestMap[event.request](call, event.detail);
}
