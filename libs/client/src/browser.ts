import type { Clock } from './ports/clock.ts';
import type { HttpPort } from './ports/http.ts';
import type { MediaDevicesPort } from './ports/media-devices.ts';
import type { PageLifecycle } from './ports/page-lifecycle.ts';
import type { PeerConnections } from './ports/peer-connections.ts';

// The one file that names the browser's globals. Everything else takes ports.

export const browserClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const browserPeerConnections: PeerConnections = {
  create: (configuration) => new RTCPeerConnection(configuration),
};

export const browserMediaDevices: MediaDevicesPort = {
  getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
  onDeviceChange(listener) {
    navigator.mediaDevices.addEventListener('devicechange', listener);
    return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
  },
};

/** How long to wait for the browser to say which protocol a response came over, in milliseconds. */
const PROTOCOL_WAIT_MS = 250;

export const browserHttp: HttpPort = {
  fetch: (input, init) => fetch(input, init),
  async probe(url) {
    // Unique, so that its timing entry cannot be another's.
    const unique = `${url}?${crypto.randomUUID()}`;
    const watch = watchProtocol(unique);
    try {
      const response = await fetch(unique, { credentials: 'omit', cache: 'no-store' });
      const body: unknown = await response.json().catch(() => undefined);
      const unknown = new Promise<string>((resolve) => setTimeout(resolve, PROTOCOL_WAIT_MS, ''));
      return { status: response.status, body, protocol: await Promise.race([watch.protocol, unknown]) };
    } finally {
      watch.stop();
    }
  },
};

/** Watches for the timing entry of `url`: an observer gets it also when the page's buffer of entries is full. */
function watchProtocol(url: string): { protocol: Promise<string>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  const observer = new PerformanceObserver((list) => {
    const [entry] = list.getEntriesByName(url);
    if (entry instanceof PerformanceResourceTiming) resolve(entry.nextHopProtocol);
  });
  observer.observe({ type: 'resource' });
  return { protocol: promise, stop: () => observer.disconnect() };
}

export const browserPage: PageLifecycle = {
  onHide(listener) {
    addEventListener('pagehide', listener);
    return () => removeEventListener('pagehide', listener);
  },
};
