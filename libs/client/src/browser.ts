import type { AudioGraph } from './levels/audio-graph.ts';
import { forewarnedPage, pageLifecycle } from './call/forewarned-page.ts';
import { StoredPageMemory } from './call/stored-page-memory.ts';
import type { Clock } from './ports/clock.ts';
import type { Connectivity } from './ports/connectivity.ts';
import type { HttpPort } from './ports/http.ts';
import type { MediaDevicesPort } from './ports/media-devices.ts';
import type { PageLifecycle } from './ports/page-lifecycle.ts';
import type { PageMemory } from './ports/page-memory.ts';
import type { PeerConnections } from './ports/peer-connections.ts';
import type { Random } from './ports/random.ts';
import type { Environment, RequiredFeature } from './requirements/requirements.ts';
import type { Locks } from './stream-slots/held-lock.ts';

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
  createStream: () => new MediaStream(),
};

export const browserMediaDevices: MediaDevicesPort = {
  async getUserMedia(constraints) {
    return mediaDevices().getUserMedia(constraints);
  },
  async enumerateDevices() {
    return mediaDevices().enumerateDevices();
  },
  onDeviceChange(listener) {
    if (!hasMediaDevices()) return () => {};
    navigator.mediaDevices.addEventListener('devicechange', listener);
    return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
  },
  policyAllows(feature) {
    // Only Chromium has it, under its older name.
    const page: Document & { featurePolicy?: { allowsFeature(feature: string): boolean } } = document;
    return page.featurePolicy?.allowsFeature(feature) ?? true;
  },
};

/** An insecure page has no media devices, whatever the types say. */
function hasMediaDevices(): boolean {
  return 'mediaDevices' in navigator;
}

function mediaDevices(): MediaDevices {
  if (!hasMediaDevices()) throw new DOMException('this page is not secure, and has no devices', 'NotSupportedError');
  return navigator.mediaDevices;
}

/** Where the page came from. */
export const browserOrigin = (): string => location.origin;

/** What the browser calls itself. */
export const browserName = (): string => navigator.userAgent;

/** How long to wait for the browser to say which protocol a response came over, in milliseconds. */
const PROTOCOL_WAIT_MS = 250;

export const browserHttp: HttpPort = {
  fetch: (input, init) => fetch(input, init),
  async probe(url, signal) {
    // Unique, so that its timing entry cannot be another's; a page that is not secure has no crypto.randomUUID.
    const unique = `${url}?${browserRandom.secret()}`;
    const watch = watchProtocol(unique);
    try {
      // In the mode in which the page's own files came: no connection is opened that a call may need fresh.
      const response = await fetch(unique, { credentials: 'same-origin', cache: 'no-store', signal });
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

/** Firefox ends the process of a site whose last tab is closed before it sends what the page has said in `pagehide`. */
const LOSES_LAST_WORDS = /\bGecko\/\d/;

export function browserPage(): PageLifecycle {
  return LOSES_LAST_WORDS.test(navigator.userAgent)
    ? forewarnedPage(globalThis, browserClock)
    : pageLifecycle(globalThis);
}

/** One for all calls of the page, which share its tab's storage. */
export const browserPageMemory: PageMemory = new StoredPageMemory(() => sessionStorage);

export const browserConnectivity: Connectivity = {
  onPromising(listener) {
    const visible = () => {
      if (document.visibilityState === 'visible') listener();
    };
    addEventListener('online', listener);
    document.addEventListener('visibilitychange', visible);
    return () => {
      removeEventListener('online', listener);
      document.removeEventListener('visibilitychange', visible);
    };
  },
};

export const browserRandom: Random = {
  next: () => Math.random(),
  secret() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

/** For whoever develops the page: it belongs into the console, and not before the user. */
export function browserReport(text: string): void {
  console.warn(`rtc-call: ${text}`);
}

/** Null where the browser has no Web Locks, as on an insecure page. */
export function browserLocks(): Locks | null {
  return 'locks' in navigator ? navigator.locks : null;
}

/** The environment as it is now; asking prompts for nothing. */
export function browserEnvironment(): Environment {
  const holders: Readonly<Record<RequiredFeature, object>> = {
    RTCPeerConnection: globalThis,
    RTCDataChannel: globalThis,
    'navigator.mediaDevices': navigator,
    fetch: globalThis,
    ReadableStream: globalThis,
    AbortController: globalThis,
  };
  return {
    isSecureContext: globalThis.isSecureContext,
    origin: location.origin,
    has: (feature) => Boolean(Reflect.get(holders[feature], feature.replace('navigator.', ''))),
  };
}

/** How many samples a tap looks at: 85 milliseconds of them at 48 kHz. A power of two, as the analyser wants it. */
const TAP_SAMPLES = 4096;

export function browserAudioGraph(): AudioGraph {
  let context: AudioContext | null = null;
  let taps = 0;
  return {
    tap(track) {
      // An open context keeps the audio hardware awake, so there is one while somebody listens and none otherwise.
      context ??= new AudioContext();
      taps++;
      const { resume, source, analyser } = listen(context, track);
      const samples = new Float32Array(TAP_SAMPLES);
      return {
        read() {
          resume();
          analyser.getFloatTimeDomainData(samples);
          return samples;
        },
        close() {
          source.disconnect();
          taps--;
          if (taps > 0) return;
          void context?.close();
          context = null;
        },
      };
    },
  };
}

function listen(context: AudioContext, track: MediaStreamTrack) {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = new AnalyserNode(context, { fftSize: TAP_SAMPLES });
  source.connect(analyser);
  // A context that begins before the user has touched the page is suspended, and asking earlier would only be queued.
  const resume = () => {
    if (context.state === 'suspended' && navigator.userActivation.hasBeenActive) void context.resume();
  };
  return { source, analyser, resume };
}
