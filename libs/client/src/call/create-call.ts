import {
  browserAudioGraph,
  browserClock,
  browserConnectivity,
  browserEnvironment,
  browserHttp,
  browserLocks,
  browserMediaDevices,
  browserName,
  browserOrigin,
  browserPage,
  browserPageMemory,
  browserPeerConnections,
  browserRandom,
  browserReport,
} from '../browser.ts';
import { checkRequirements } from '../requirements/requirements.ts';
import { grpcWebTransport } from '../signaling/grpc-web-transport.ts';
import type { Call } from './call.ts';
import { type CallOptions, checkOptions } from './call-options.ts';
import { describeReport } from './call-report.ts';
import { RoomCall } from './room-call.ts';

/**
 * Makes a call in this page. Nothing is asked of the user and nothing is sent
 * until a source is turned on or `join` is called; but in a page that was
 * reloaded in mid-call it joins by itself (CallOptions.rejoinOnReload).
 * @throws {CallError} `unsupported-browser` or `insecure-context` where no call
 * is possible, `invalid-argument` naming every fault of the options at once.
 */
export function createCall(options: CallOptions): Call {
  const unfit = checkRequirements(browserEnvironment());
  if (unfit !== null) throw unfit;
  const checked = checkOptions(options);
  return new RoomCall(checked, {
    transport: grpcWebTransport({
      server: checked.server,
      fetch: browserHttp.fetch,
      pageOrigin: browserOrigin(),
      clock: browserClock,
    }),
    peerConnections: browserPeerConnections,
    mediaDevices: browserMediaDevices,
    audioGraph: browserAudioGraph(),
    clock: browserClock,
    random: browserRandom,
    connectivity: browserConnectivity,
    page: browserPage(),
    memory: browserPageMemory,
    http: browserHttp,
    locks: browserLocks(),
    browser: browserName(),
    report: (report) => browserReport(describeReport(report)),
  });
}
