// Browsers, and what a person sees in them.
export { type BrowserName, hasBrowsers, launch, launchKillable } from './browsers/launch.ts';
export { CallPage, type LinkView, type OpenOptions, type Received } from './calls/call-page.ts';
export { type FrameGaps, frameGaps, longestGap, watchFrames } from './calls/frame-gaps.ts';
export type { CallView, ObservedPeerConnection } from './calls/observed-page.ts';
export type { Cure } from './calls/control-link.ts';
export { type SelectedPath, selectedPaths } from './calls/selected-paths.ts';
export { shownSince } from './calls/shown-frames.ts';
export { makeSmallPictures, SMALL_PICTURES_A_SECOND } from './calls/small-pictures.ts';
export { viewsWithout } from './calls/who-was-there.ts';

// The built server. What any program takes is in `@rtc-call/lab/running-program`, without the rest.
export { ServerProcess } from './servers/server-process.ts';

// Networks with NATs, and calls on them.
export { CallLab, type CallLabOptions } from './call-lab.ts';
export type { AddressFamily, Home } from './network/home.ts';
export { NetworkLab } from './network/network-lab.ts';
export type { RouterCounter, RouterMode } from './network/router-rules.ts';
export type { Site } from './network/site.ts';

// What is tried on them.
export type { Fault } from './scenarios/faults.ts';
export { type CellOutcome, measureCell, pathInWords } from './scenarios/measure-cell.ts';
export {
  measureRepair,
  type Moment,
  type Repair,
  type RepairOptions,
  type RepairOutcome,
} from './scenarios/measure-repair.ts';
export { type Carriers, NAT_CELLS, type NatCell, type PathKind } from './scenarios/nat-cells.ts';
export { REPAIR_CASES, type RepairCase } from './scenarios/repair-cases.ts';
export { CARRIES_PACKETS, type Traffic } from './scenarios/traffic.ts';
export { callBetween, type End, type TwoEnds } from './scenarios/two-ends.ts';
