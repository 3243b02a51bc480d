export { type BrowserName, hasBrowsers, launch, launchKillable } from './browsers/launch.ts';
export { CallPage, type LinkView, type OpenOptions, type Received } from './calls/call-page.ts';
export { type FrameGaps, frameGaps, longestGap, watchFrames } from './calls/frame-gaps.ts';
export type { CallView, ObservedPeerConnection } from './calls/observed-page.ts';
export { type PrintedAddresses, printedAddresses } from './servers/printed-addresses.ts';
export { RunningProgram } from './servers/running-program.ts';
export { ServerProcess } from './servers/server-process.ts';
