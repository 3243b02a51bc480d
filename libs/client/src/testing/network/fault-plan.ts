/** The methods of the signaling service that a call uses. */
export type SignalingMethod = 'join' | 'send' | 'leave' | 'getIceServers';

/** Strikes one message: the next that it fits. Times are in milliseconds. */
export type MessageFault =
  /**
   * It never arrives. `noticed`: the connection says so, as when it is reset; otherwise nobody hears of it. Of an
   * `event` nobody ever hears.
   */
  | {
      readonly kind: 'lose';
      readonly client: string;
      readonly what: 'request' | 'answer' | 'event';
      readonly method?: SignalingMethod;
      readonly noticed: boolean;
    }
  /** It takes so much longer, and what the client does meanwhile overtakes it. Events of one stream keep their order. */
  | {
      readonly kind: 'delay';
      readonly client: string;
      readonly what: 'request' | 'answer' | 'event';
      readonly method?: SignalingMethod;
      readonly ms: number;
    }
  /** It arrives, and so much later once more. */
  | { readonly kind: 'repeat'; readonly client: string; readonly method?: SignalingMethod; readonly ms: number };

/** Strikes the connections of one client. */
export type ConnectionFault =
  /** Those that are open break, and both ends notice. */
  | { readonly kind: 'cut'; readonly client: string }
  /** Those that are open carry nothing any more, either way, and nobody notices for 20 s. New ones work. */
  | { readonly kind: 'swallow'; readonly client: string }
  /** Whatever is sent meanwhile, either way and on new connections too, arrives when it is over. */
  | { readonly kind: 'partition'; readonly client: string; readonly forMs: number }
  /** Those that are open break, none can be opened meanwhile, and the browser says when it is online again. */
  | { readonly kind: 'offline'; readonly client: string; readonly forMs: number }
  /** The client reads nothing from its stream, so that the server cannot write to it. */
  | { readonly kind: 'stall'; readonly client: string; readonly forMs: number };

/** Strikes a server, by its number from 0, or what keeps the rooms. */
export type ServerFault =
  /** Its process is killed (SIGKILL), and started again after so long. Rooms in its memory are lost. */
  | { readonly kind: 'kill'; readonly server: number; readonly backAfterMs: number }
  /** Its process stands still (SIGSTOP). Connections stay open, and what comes is dealt with afterwards. */
  | { readonly kind: 'pause'; readonly server: number; readonly forMs: number }
  /** It is told to stop (SIGTERM), sends its clients elsewhere within `overMs`, closes, and is started again after so long. */
  | { readonly kind: 'drain'; readonly server: number; readonly overMs: number; readonly backAfterMs: number }
  /** What keeps the rooms beside the servers cannot be reached. */
  | { readonly kind: 'store-outage'; readonly forMs: number }
  /** What keeps the rooms beside the servers is empty from now on. */
  | { readonly kind: 'store-loss' };

/** What can go wrong between a page and the rooms. Clients are known by the name that their transport was made for. */
export type Fault = MessageFault | ConnectionFault | ServerFault;

/** A fault and when it strikes. */
export interface PlannedFault {
  /** Milliseconds from the moment at which the plan is given to the server. A message is struck when the next one comes. */
  readonly at: number;
  readonly fault: Fault;
}

/** What goes wrong, when, and for whom. Data: print it, keep it with a failing test, and run it again. */
export type FaultPlan = readonly PlannedFault[];
