import type { CallPage } from './call-page.ts';

declare global {
  interface Window {
    /** When each picture of the control link came out of the decoder, in milliseconds since the epoch. */
    controlFrames: number[];
    /** Hands over what the other end of the control link has signaled. */
    receiveControl(text: string): Promise<void>;
    /** Hands something to the other end of the control link. */
    sendControl(text: string): Promise<void>;
  }
}

/**
 * What a control link does when its browser says that it is `disconnected` or `failed`: nothing, or an ICE restart, as
 * careful applications do.
 */
export type Cure = 'none' | 'ice-restart';

/**
 * Connects two pages, beside their call, as a page would with nothing but the browser's API, over the same ICE servers.
 * Each sends what it sends in the call. Its signaling is the test's own, which is never down and takes no time. Chromium
 * only.
 */
export async function connectControl(pages: readonly [CallPage, CallPage], cure: Cure): Promise<void> {
  const [first, second] = pages;
  for (const [from, to] of [pages, [second, first] as const]) {
    await from.page.exposeFunction('sendControl', (text: string) =>
      to.page.evaluate((received) => window.receiveControl(received), text),
    );
  }
  for (const [index, { page }] of pages.entries()) {
    await page.evaluate(runControl, { offers: index === 1, restarts: cure === 'ice-restart' });
  }
  await Promise.all(pages.map(({ page }) => page.waitForFunction(() => window.controlFrames.length > 0)));
}

/** One end of the link. Runs in the page. */
function runControl({ offers, restarts }: { offers: boolean; restarts: boolean }): void {
  /** How long a restart has until the next one, in milliseconds. */
  const RESTART_EVERY_MS = 3_000;

  const configuration = window.peerConnections.at(-1)?.getConfiguration() ?? {};
  const connection = new window.PlainPeerConnection(configuration);
  window.controlFrames = [];

  // The same sound and pictures, which weigh as much.
  const own = window.peerConnections.at(-1)?.getSenders() ?? [];
  for (const { track } of own) if (track !== null) connection.addTrack(track.clone());

  connection.addEventListener('track', async ({ track }) => {
    if (track.kind !== 'video') return;
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      value.close();
      window.controlFrames.push(performance.timeOrigin + performance.now());
    }
  });

  const send = (message: unknown) => window.sendControl(JSON.stringify(message));
  connection.addEventListener('icecandidate', ({ candidate }) => candidate && void send({ candidate }));
  const offer = async () => {
    if (connection.signalingState !== 'stable') return;
    await connection.setLocalDescription();
    await send({ description: connection.localDescription });
  };
  const restart = async () => {
    if (!offers) return send({ restart: true });
    connection.restartIce();
    return offer();
  };
  if (restarts) {
    let due: ReturnType<typeof setInterval> | null = null;
    connection.addEventListener('connectionstatechange', () => {
      const broken = ['disconnected', 'failed'].includes(connection.connectionState);
      if (due !== null && connection.connectionState === 'connected') {
        clearInterval(due);
        due = null;
      }
      if (!broken || due !== null) return;
      due = setInterval(() => void restart(), RESTART_EVERY_MS);
      void restart();
    });
  }

  const early: RTCIceCandidateInit[] = [];
  window.receiveControl = async (text) => {
    const { description, candidate, restart: asked } = JSON.parse(text);
    if (asked) return restart();
    if (candidate) {
      if (connection.remoteDescription === null) early.push(candidate);
      // One of the description before a restart is of no use any more.
      else await connection.addIceCandidate(candidate).catch(() => {});
      return;
    }
    await connection.setRemoteDescription(description);
    for (const each of early.splice(0)) await connection.addIceCandidate(each);
    if (description.type !== 'offer') return;
    await connection.setLocalDescription();
    await send({ description: connection.localDescription });
  };
  if (offers) void offer();
}

/** When pictures came over the control link since a moment, each in milliseconds since the epoch. */
export function controlFramesSince({ page }: CallPage, since: number): Promise<readonly number[]> {
  return page.evaluate((from) => window.controlFrames.filter((at) => at >= from), since);
}
