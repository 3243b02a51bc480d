import { CallError } from '../errors/call-error.ts';

/** What a call cannot do without, by the names a developer finds it under. */
export const REQUIRED_FEATURES = [
  'RTCPeerConnection',
  'RTCDataChannel',
  'navigator.mediaDevices',
  'fetch',
  'ReadableStream',
  'AbortController',
] as const;

export type RequiredFeature = (typeof REQUIRED_FEATURES)[number];

/** What there is to know of a browser and of a page in it. */
export interface Environment {
  /** `self.isSecureContext`: whether the browser lets this page use cameras and microphones at all. */
  readonly isSecureContext: boolean;
  /** The page's origin, for the sentence. */
  readonly origin: string;
  has(feature: RequiredFeature): boolean;
}

/** The error for an environment in which no call is possible; null for one in which it is. Prompts for nothing. */
export function checkRequirements(environment: Environment): CallError | null {
  const missing = REQUIRED_FEATURES.filter((feature) => !environment.has(feature));
  // Browsers hide `mediaDevices` from an insecure page, so there its absence says nothing about the browser.
  const browserLacks = environment.isSecureContext ? missing : missing.filter((it) => it !== 'navigator.mediaDevices');
  if (browserLacks.length > 0) return unsupportedBrowser(browserLacks);
  return environment.isSecureContext ? null : insecureContext(environment.origin);
}

function unsupportedBrowser(missing: readonly RequiredFeature[]): CallError {
  return new CallError(
    'unsupported-browser',
    `This browser cannot take part in a call: it has no ${nameFeatures(missing)}. ` +
      'Current versions of Chrome, Edge, Firefox and Safari can.',
  );
}

function insecureContext(origin: string): CallError {
  return new CallError(
    'insecure-context',
    `Browsers allow calls only on secure pages, and ${origin} is not one. ` +
      'Open this page by https, or on the server’s own machine by http://localhost.',
  );
}

function nameFeatures(features: readonly RequiredFeature[]): string {
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(features);
  return features.includes('RTCPeerConnection') ? `WebRTC (${list})` : list;
}
