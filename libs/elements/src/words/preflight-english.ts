import type { Advice, PreflightStrings } from './preflight-strings.ts';

const number = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits });
const duration = (ms: number) => (ms < 1 ? 'under 1 ms' : `${number(ms)} ms`);
const rate = (bits: number) =>
  bits < 1e6 ? `${number(bits / 1e3)} kbit/s` : `${number(bits / 1e6, bits < 1e7 ? 1 : 0)} Mbit/s`;
const share = (ratio: number) => `${number(ratio * 100, ratio < 0.1 ? 1 : 0)} %`;

/** What a relay that does not answer means for the other ways. */
const ELSEWHERE =
  'If another relay works, calls go through that. Otherwise try another network, such as a phone’s hotspot.';

const silent = (over: string, operator: string): Advice => ({
  meaning: `No relay answered over ${over}.`,
  guest: ELSEWHERE,
  operator,
});

export const ENGLISH_PREFLIGHT: PreflightStrings = {
  title: 'Check devices and connection',
  intro:
    'Tries your microphone, your camera, and every way that a call can take from here. Nobody is called and nothing is ' +
    'recorded. It takes some seconds and up to 4 MB of data each way.',
  start: 'Start the check',
  startAgain: 'Check again',
  stop: 'Stop',
  copy: 'Copy the result',
  copied: 'Copied',
  copyByHand: 'Press Ctrl+C',
  asText: 'The result as text',
  steps: {
    microphone: 'Microphone',
    camera: 'Camera',
    signaling: 'Call server',
    stun: 'Direct connection (UDP, STUN)',
    'turn-udp': 'Relay over UDP (TURN)',
    'turn-tcp': 'Relay over TCP (TURN)',
    'turn-tls': 'Relay over TLS (TURN)',
  },
  states: {
    waiting: 'Waiting',
    running: 'Checking…',
    passed: 'Works',
    warned: 'Works, but not well',
    failed: 'Does not work',
    'not-configured': 'Not set up',
    skipped: 'Not checked',
  },
  verdicts: {
    running: 'Checking…',
    stopped: 'The check was stopped.',
    blocked: 'You cannot call from here at the moment.',
    limited: 'You can call, but not everything is as it should be.',
    ready: 'All is well. You can call.',
  },
  forOperator: 'Details for whoever runs this',
  figures: {
    device: ({ label, picture }) =>
      [label, picture && `${picture.width} × ${picture.height}`]
        .filter((part) => part !== null && part !== '')
        .join(', '),
    signaling: ({ roundTripMs, protocol }) => `Answers in ${duration(roundTripMs)}${protocol && ` (${protocol})`}`,
    stun: ({ answeredAfterMs, translated }) =>
      `Answered after ${duration(answeredAfterMs)}, ${translated ? 'through a router that translates addresses (NAT)' : 'with no address translation (NAT) in between'}`,
    turn: ({ connectedAfterMs, roundTripMs, lossRatio, bitsPerSecond }) =>
      `Connected after ${duration(connectedAfterMs)} · to the relay and back ${duration(roundTripMs)} · ` +
      `lost ${share(lossRatio)} · at least ${rate(bitsPerSecond)}`,
  },
  works: {
    microphone: 'This page can use your microphone.',
    camera: 'This page can use your camera.',
    signaling: 'The call server can be reached.',
    stun: 'UDP gets through, so sound and picture can go directly to most people.',
    'turn-udp': 'Where there is no direct way, a call goes through the relay.',
    'turn-tcp': 'A call gets through also from networks that block UDP.',
    'turn-tls': 'A call gets through also from networks that let only encrypted web traffic out.',
  },
  deviceWarned: {
    muted: (kind) => ({
      meaning: `The ${kind} is muted by the system or by a switch on it.`,
      guest: `Look for a mute key, a cover or a switch, and allow the ${kind} in the system’s settings.`,
    }),
  },
  deviceFailed: {
    denied: (kind) => ({
      meaning: `The browser does not let this page use the ${kind}.`,
      guest: `Allow it in the site settings, by the address bar, and in the system’s privacy settings. You can join without.`,
    }),
    missing: (kind) => ({
      meaning: `No ${kind} was found.`,
      guest: 'Connect one, and check again. You can join without.',
    }),
    busy: (kind) => ({
      meaning: `The ${kind} does not start; most often another program uses it.`,
      guest: 'Close other programs and tabs that may use it, and check again.',
    }),
    unknown: (kind) => ({
      meaning: `The ${kind} could not be started.`,
      guest: 'Unplug it and plug it in again, or restart the browser.',
    }),
    forbidden: (kind) => ({
      meaning: `This page is not allowed to ask for the ${kind}.`,
      guest: 'Tell whoever runs this page.',
      operator:
        'The frame around the page needs allow="camera; microphone", and no Permissions-Policy header may forbid it.',
    }),
    'insecure-context': (kind) => ({
      meaning: `This page is not secure, and browsers give the ${kind} to secure pages only.`,
      guest: 'Open the page by https.',
      operator: 'Serve the page over HTTPS; http works on localhost only.',
    }),
    unanswered: (kind) => ({
      meaning: `The browser’s question about the ${kind} was not answered.`,
      guest: 'Check again, and answer it by the address bar.',
    }),
  },
  signalingWarned: {
    slow: {
      meaning: 'The call server answers slowly, so joining takes a while. Sound and picture do not go through it.',
      guest: 'If other pages are slow too, it is your network.',
      operator: 'A server that is nearer to its users, or has less to do, answers sooner.',
    },
  },
  signalingFailed: {
    'server-unreachable': {
      meaning: 'The call server does not answer.',
      guest: 'Check that you are online and try again. If other pages work, tell whoever runs this one.',
      operator: 'Check that the server runs, that the address is right, and that its certificate is valid.',
    },
    'origin-refused': {
      meaning: 'The call server does not admit this page.',
      guest: 'Tell whoever runs this page.',
      operator: 'Start the server with --allow-origin and this page’s origin.',
    },
    'requests-blocked': {
      meaning: 'The call server answers, but calls to it do not get through.',
      guest: 'A proxy, a filter or an extension of the browser may hold them back: try without, or another network.',
      operator: 'A proxy before the server has to pass on POST requests of the type application/grpc-web+proto.',
    },
    'server-unavailable': {
      meaning: 'The call server cannot take part at the moment.',
      guest: 'Try again in a minute.',
      operator: 'It stops, carries as much as it may, or cannot reach its store: see its log and /rtc-call/ready.',
    },
    unknown: {
      meaning: 'The call server’s answer makes no sense to this page.',
      guest: 'Reload the page. If it happens again, tell whoever runs it.',
      operator: 'See the server’s log. The page’s script and the server should be of the same version.',
    },
  },
  stunFailed: {
    'no-answer': {
      meaning: 'No STUN server answered over UDP. Many company networks block it.',
      guest: 'If a relay works, calls do too. Otherwise try another network, such as a phone’s hotspot.',
      operator:
        'If it fails everywhere: check that the STUN server runs, and that its UDP port is open in each firewall.',
    },
    refused: {
      meaning: 'The STUN server answered with an error.',
      guest: 'If a relay works, calls do too. Tell whoever runs this page.',
      operator: 'Check that the configured address is that of a STUN server.',
    },
    unusable: {
      meaning: 'This browser cannot ask the STUN server.',
      guest: 'Try another browser. Tell whoever runs this page.',
      operator: 'The browser does not take the configured URL.',
    },
  },
  turnWarned: {
    lossy: {
      meaning: 'Much is lost on the way to the relay and back, so sound and picture may break up.',
      guest: 'Go nearer to the wireless router or use a cable, and stop large transfers.',
      operator: 'If it is so for everybody: the relay’s machine or its network has too much to do.',
    },
    narrow: {
      meaning: 'The relay carries too little for a good picture.',
      guest: 'Stop large transfers, or turn your camera off in the call.',
      operator: 'If it is so for everybody: check the relay’s network and its limits (max-bps, bps-capacity).',
    },
    distant: {
      meaning: 'The relay is far away, so people may talk over one another.',
      guest: 'A cable or another network may be faster.',
      operator: 'A relay nearer to its users shortens the way.',
    },
  },
  turnFailed: {
    refused: {
      meaning: 'The relay answered with an error.',
      guest: 'Tell whoever runs this page.',
      operator: 'See the details and the log of the TURN server.',
    },
    unusable: {
      meaning: 'This browser cannot ask the relay.',
      guest: 'Try another browser. Tell whoever runs this page.',
      operator: 'The browser does not take the configured URL.',
    },
    'credentials-refused': {
      meaning: 'The relay does not accept what the call server gives out for it.',
      guest: 'Tell whoever runs this page.',
      operator:
        'The secret of the call server and the TURN server’s static-auth-secret differ, or their clocks do. ' +
        'Restart the TURN server after a change.',
    },
    exhausted: {
      meaning: 'The relay has no room left.',
      guest: 'Try again in some minutes.',
      operator: 'Raise the TURN server’s user-quota or total-quota, or its range of relay ports.',
    },
    'relay-blocked': {
      meaning: 'The relay can be reached, but nothing comes through it.',
      guest: 'Tell whoever runs this page.',
      operator:
        'Open the TURN server’s range of relay ports for UDP, check its external-ip, and let it reach its own relay ' +
        'address (allowed-peer-ip).',
    },
  },
  turnSilent: {
    'turn-udp': silent(
      'UDP',
      'If it fails everywhere: check that the TURN server runs, and that its UDP port is open in each firewall.',
    ),
    'turn-tcp': silent(
      'TCP',
      'If it fails everywhere: check that the TURN server runs, and that its TCP port is open in each firewall.',
    ),
    'turn-tls': silent(
      'TLS',
      'If it fails everywhere: check that the TURN server runs, that its TLS port is open in each firewall, and that its ' +
        'certificate is valid for the name in the URL. Browsers do not tell one from the other.',
    ),
  },
  notConfigured: {
    stun: {
      meaning: 'The call server names no STUN server, so only people on the same network are reached directly.',
      operator: 'Name a STUN server, or a TURN server, which is one as well.',
    },
    'turn-udp': {
      meaning: 'The call server names no relay over UDP. From some networks, such as many mobile ones, calls need one.',
      operator: 'Run a TURN server, and name its turn: URL.',
    },
    'turn-tcp': {
      meaning: 'The call server names no relay over TCP. From networks that block UDP, calls need one.',
      operator: 'Name the TURN server’s URL with ?transport=tcp as well.',
    },
    'turn-tls': {
      meaning: 'The call server names no relay over TLS. From very strict networks, calls need one.',
      operator: 'Name the TURN server’s turns: URL as well, best on port 443.',
    },
  },
  skipped: {
    'not-chosen': 'It was not asked for.',
    'no-signaling': 'Without the call server nothing tells what to look at.',
    'relay-only': 'The call server has all calls go through a relay.',
    'unsupported-browser': 'This browser has no WebRTC. Use a current version of Chrome, Edge, Firefox or Safari.',
    stopped: 'The check was stopped before.',
  },
  announce: (step, state) => `${step}: ${state}.`,
  textHead: (server, at, browser) => [
    'Check of devices and connection (rtc-call)',
    `Server: ${server}`,
    `Time: ${at.toISOString()}`,
    `Browser: ${browser}`,
  ],
  textOperator: (advice) => `Details: ${advice}`,
};
