import type { CallErrorCode, LinkStatus, Quality, SourceKind } from '@rtc-call/client';
import type { PreflightStrings } from './preflight-strings.ts';

/** Every word of the interface. Give `<rtc-call>` another table by its `strings` property to translate it. */
export interface Strings {
  readonly you: string;
  /** Stands for somebody who gave no name. */
  readonly guest: string;

  readonly lobbyAdvice: string;
  /** Opens the preflight in the lobby. */
  readonly checkBeforehand: string;
  /** The words of the preflight; what is left out stays English. The English ones come with the preflight. */
  readonly preflight: Partial<PreflightStrings>;
  /** When the preflight cannot be loaded. */
  readonly preflightMissing: string;
  readonly yourName: string;
  readonly device: Readonly<Record<SourceKind, string>>;
  /** The choice that leaves the device to the browser. */
  readonly defaultDevice: Readonly<Record<SourceKind, string>>;
  readonly level: string;
  readonly previewOff: string;
  readonly previewStarting: string;
  readonly previewFailed: string;
  readonly preview: string;

  /** The join button, by what one would join with. */
  readonly join: (microphone: boolean, camera: boolean) => string;
  readonly joining: string;
  /** Gives up joining. */
  readonly cancel: string;

  readonly turnOn: Readonly<Record<SourceKind, string>>;
  readonly turnOff: Readonly<Record<SourceKind, string>>;
  readonly starting: Readonly<Record<SourceKind, string>>;
  readonly leave: string;
  readonly controls: string;
  readonly people: (count: number) => string;
  readonly duration: string;

  /** On the tile of somebody whose page went away a moment ago: it was closed, or is being reloaded. */
  readonly away: string;
  readonly microphoneOff: string;
  readonly link: Readonly<Record<LinkStatus, string>>;
  /** On the tile of somebody to whom there is a connection that could be better. */
  readonly quality: Readonly<Record<Exclude<Quality, 'good'>, string>>;
  readonly enableSound: string;
  readonly stage: string;

  /** In place of the people, after the page was reloaded in mid-call. */
  readonly returning: string;

  readonly alone: string;
  /** The call server is not reached, and somebody is seen or heard all the same. */
  readonly reconnecting: string;
  /** The call server is not reached, and nobody else either. */
  readonly disconnected: string;
  readonly reconnected: string;
  readonly linkInterrupted: (name: string) => string;
  readonly linkFailed: (name: string) => string;
  readonly dismiss: string;

  /** What a screen reader is told when one has entered the room. */
  readonly announceEntered: (others: readonly string[]) => string;
  /** The same after the page was reloaded in mid-call. */
  readonly announceReturned: (others: readonly string[]) => string;
  readonly announceJoined: (name: string) => string;
  readonly announceLeft: (name: string) => string;

  readonly leftTitle: string;
  readonly leftAdvice: string;
  readonly rejoin: string;

  readonly missingRoom: string;
  /** For whoever calls `join()` on an element outside the page. */
  readonly notOnPage: string;
  readonly errorTitle: Readonly<Record<CallErrorCode, string>>;
  /** What to do, beyond what the error's own message says. */
  readonly errorAdvice: Readonly<Partial<Record<CallErrorCode, string>>>;
  /** An error's own message where it speaks to whoever runs the page or the server. */
  readonly errorDetails: (message: string) => string;
  readonly tryAgain: string;
}

export const ENGLISH: Strings = {
  you: 'You',
  guest: 'Guest',

  lobbyAdvice: 'Check how you look and sound before you join.',
  checkBeforehand: 'Check devices and connection',
  preflight: {},
  preflightMissing: 'The check could not be loaded. Reload the page to try again.',
  yourName: 'Your name',
  device: { microphone: 'Microphone', camera: 'Camera' },
  defaultDevice: { microphone: 'Default microphone', camera: 'Default camera' },
  level: 'Microphone level',
  previewOff: 'Your camera is off',
  previewStarting: 'Waiting for your camera…',
  previewFailed: 'No picture from your camera',
  preview: 'Your preview',

  join: (microphone, camera) => {
    if (microphone && camera) return 'Join';
    if (camera) return 'Join without microphone';
    if (microphone) return 'Join without camera';
    return 'Join without camera or mic';
  },
  joining: 'Joining…',
  cancel: 'Cancel',

  turnOn: { microphone: 'Turn microphone on', camera: 'Turn camera on' },
  turnOff: { microphone: 'Turn microphone off', camera: 'Turn camera off' },
  starting: { microphone: 'Microphone is starting', camera: 'Camera is starting' },
  leave: 'Leave',
  controls: 'Call controls',
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  duration: 'Time in the call',

  away: 'Away…',
  microphoneOff: 'Microphone off',
  link: {
    connecting: 'Connecting…',
    connected: '',
    interrupted: 'Connection interrupted',
    failed: 'No path was found',
  },
  quality: {
    fair: 'Fair connection',
    poor: 'Poor connection',
    lost: 'Nothing arrives',
  },
  enableSound: 'Enable sound',
  stage: 'People in the call',

  returning: 'Coming back to the call…',

  alone: 'Nobody else is here yet.',
  reconnecting: 'Reconnecting. The call goes on meanwhile.',
  disconnected: 'Your connection is interrupted. Reconnecting…',
  reconnected: 'Connected again.',
  linkInterrupted: (name) => `The connection to ${name} is interrupted.`,
  linkFailed: (name) => `No path to ${name} was found, so you cannot see or hear each other.`,
  dismiss: 'Dismiss',

  announceEntered: (others) =>
    others.length === 0 ? 'You joined. Nobody else is here yet.' : `You joined. Also here: ${others.join(', ')}.`,
  announceReturned: (others) =>
    others.length === 0 ? 'You are back. Nobody else is here.' : `You are back. Also here: ${others.join(', ')}.`,
  announceJoined: (name) => `${name} joined.`,
  announceLeft: (name) => `${name} left.`,

  leftTitle: 'You left the call',
  leftAdvice: 'Your camera and microphone are off.',
  rejoin: 'Rejoin',

  missingRoom: 'This call has no room. Say which one: <rtc-call room="my-room">.',
  notOnPage: 'This call is not on the page. Add the element to the document, then join.',
  errorTitle: {
    'unsupported-browser': 'This browser cannot hold a call',
    'insecure-context': 'This page is not secure',
    'invalid-argument': 'This call is not set up correctly',
    'room-full': 'The room is full',
    'too-many-calls': 'Too many calls are open',
    'origin-refused': 'This page may not use the server',
    'server-unreachable': 'The server does not answer',
    'server-stopping': 'The server is restarting',
    'server-busy': 'The server is busy',
    'store-unavailable': 'Nobody can join right now',
    'connection-lost': 'The connection was lost',
    'session-ended': 'The call has ended',
    superseded: 'This call goes on in another tab or window',
    internal: 'Something went wrong',
  },
  errorAdvice: {
    'room-full': 'Try again when somebody has left.',
    'origin-refused': 'Tell whoever runs this page.',
    'server-unreachable': 'Check your connection, then try again.',
    'server-stopping': 'Try again in a moment.',
    'server-busy': 'Try again in a moment.',
    'store-unavailable': 'The server cannot get at its rooms. Calls that are under way go on. Try again in a moment.',
    'connection-lost': 'Check your connection, then try again.',
    'session-ended': 'Rejoin to come back.',
    superseded: 'You are in it there. Rejoin to take part from here as well.',
    internal: 'Try again. If it happens again, tell whoever runs this page.',
  },
  errorDetails: (message) => `Details: ${message}`,
  tryAgain: 'Try again',
};
