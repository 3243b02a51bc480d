import {
  browserAudioGraph,
  browserClock,
  browserEnvironment,
  browserHttp,
  browserLocks,
  browserMediaDevices,
  browserPage,
  browserPeerConnections,
} from '../browser.ts';
import { checkRequirements } from '../requirements/requirements.ts';
import { grpcWebTransport } from '../signaling/grpc-web-transport.ts';
import type { Call } from './call.ts';
import { type CallOptions, checkOptions } from './call-options.ts';
import { RoomCall } from './room-call.ts';

/**
 * Makes a call in this page. Nothing is asked of the user and nothing is sent
 * until a source is turned on or `join` is called.
 * @throws {CallError} `unsupported-browser` or `insecure-context` where no call
 * is possible, `invalid-argument` naming every fault of the options at once.
 */
export function createCall(options: CallOptions): Call {
  const unfit = checkRequirements(browserEnvironment());
  if (unfit !== null) throw unfit;
  const checked = checkOptions(options);
  return new RoomCall(checked, {
    transport: grpcWebTransport(checked.server, browserHttp.fetch),
    peerConnections: browserPeerConnections,
    mediaDevices: browserMediaDevices,
    audioGraph: browserAudioGraph(),
    clock: browserClock,
    page: browserPage,
    http: browserHttp,
    locks: browserLocks(),
  });
}
