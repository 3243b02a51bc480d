/** What the init scripts leave in a page, for tests to read. */
declare global {
  interface Window {
    /** Every peer connection that the page has made, in order. */
    peerConnections: ObservedPeerConnection[];
    /** The browser's own, for a connection that is none of the page's. */
    PlainPeerConnection: typeof RTCPeerConnection;
    /** How the call looked after each change since the page was loaded, or since the test cleared it. */
    callViews: CallView[];
  }
}

export interface ObservedPeerConnection extends RTCPeerConnection {
  /** How often its signaling state has changed: twice for each negotiation. */
  signalingChanges: number;
}

/** As much of the call's snapshot as tests compare. */
export interface CallView {
  /** When it became so, in milliseconds since the epoch. */
  readonly at: number;
  readonly phase: string;
  /** Of the phase `joined`; null in the others. */
  readonly connection: string | null;
  readonly selfId: string | null;
  readonly others: readonly {
    readonly id: string;
    readonly name: string;
    readonly presence: string;
    readonly link: string;
    readonly microphoneOn: boolean;
  }[];
}

/** Keeps the page's peer connections. Runs in the page. */
export function observePeerConnections(): void {
  window.peerConnections = [];
  const Original = window.RTCPeerConnection;
  if (Original === undefined) return;
  window.PlainPeerConnection = Original;
  window.RTCPeerConnection = class extends Original implements ObservedPeerConnection {
    signalingChanges = 0;

    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.peerConnections.push(this);
      this.addEventListener('signalingstatechange', () => {
        this.signalingChanges += 1;
      });
    }
  };
}

/**
 * Keeps how the call looked after each change. The call is found as an element inside `<rtc-call>` finds it: by the
 * context of the snapshot, whichever element asks for it first. Runs in the page.
 */
export function observeCall(): void {
  interface Snapshot {
    readonly phase: { readonly name: string; readonly connection?: string };
    readonly selfId: string | null;
    readonly participants: readonly {
      readonly id: string;
      readonly displayName: string;
      readonly presence?: string;
      readonly link: string;
      readonly microphoneOn: boolean;
    }[];
  }
  interface ObservableSnapshot {
    readonly value: Snapshot;
    subscribe(listener: (snapshot: Snapshot) => void): void;
  }
  interface ContextRequest extends Event {
    readonly context: unknown;
    readonly callback: (value: ObservableSnapshot) => void;
  }

  window.callViews = [];
  const keep = ({ phase, selfId, participants }: Snapshot) => {
    window.callViews.push({
      at: Date.now(),
      phase: phase.name,
      connection: phase.connection ?? null,
      selfId,
      others: participants.map(({ id, displayName, presence, link, microphoneOn }) => ({
        id,
        name: displayName,
        presence: presence ?? 'here',
        link,
        microphoneOn,
      })),
    });
  };
  const onRequest = (event: Event) => {
    const { context } = event as ContextRequest;
    if (typeof context !== 'symbol' || context.description !== 'rtc-call snapshot') return;
    window.removeEventListener('context-request', onRequest, true);
    const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
      context,
      subscribe: false,
      callback(observable: ObservableSnapshot) {
        keep(observable.value);
        observable.subscribe(keep);
      },
    });
    event.composedPath()[0]?.dispatchEvent(request);
  };
  window.addEventListener('context-request', onRequest, true);
}
