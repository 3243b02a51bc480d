import type { NegotiationState } from '../negotiation.state.ts';
import { NegotiationDriver } from '../negotiation.driver.ts';
import type { transition } from '../negotiation.machine.ts';
import type { NegotiationFailure } from '../negotiation-failure.ts';
import type { NegotiationMessage } from '../negotiation-message.ts';
import { SeededRandom } from '../../testing/seeded-random.ts';
import { type SimulatedAction, SimulatedSchedule } from '../../testing/peer-connection/simulated-action.ts';
import { SimulatedPeerConnection } from '../../testing/peer-connection/simulated-peer-connection.ts';

/** A run that takes more steps than this does not come to rest. */
const MOST_STEPS = 3_000;

/** How often each side wants to negotiate or to restart ICE, at most. */
const MOST_WISHES = 5;

/** What is on its way to a side: a message of the other, or the news that some are lost. */
type Delivery = NegotiationMessage | 'some-are-lost';

export interface SimulatedSideOptions {
  readonly polite: boolean;
  readonly transition: typeof transition;
}

/** One of the two: a driver over a simulated peer connection, and what is on its way to it. */
export interface SimulatedSide {
  readonly name: string;
  readonly peerConnection: SimulatedPeerConnection;
  readonly driver: NegotiationDriver;
  readonly inbox: Delivery[];
  readonly failures: NegotiationFailure[];
  wishes: number;
  /** Is not heard until it knows of a loss: what it says to a session that has ended is forgotten. */
  isCutOff: boolean;
}

export interface SimulatedPairOptions {
  /** How often messages are lost, at most. Default: never, as on a signaling that resumes. */
  readonly mostLosses?: number;
}

/** Two sides with an ordered signaling between them that takes its time, and that may lose what is on its way. */
export class SimulatedPair {
  readonly sides: readonly [SimulatedSide, SimulatedSide];
  readonly losesMessages: boolean;
  /** The two were connected when messages were lost. As browsers have it, they then are all the while ICE restarts. */
  wereConnected = false;
  readonly #random: SeededRandom;
  #losses: number;
  cameToRest = false;

  constructor(
    seed: number,
    options: readonly [SimulatedSideOptions, SimulatedSideOptions],
    { mostLosses = 0 }: SimulatedPairOptions = {},
  ) {
    this.#random = new SeededRandom(seed);
    this.#losses = mostLosses === 0 ? 0 : 1 + this.#random.below(mostLosses);
    this.losesMessages = mostLosses > 0;
    const left = this.#createSide('L', options[0], () => right);
    const right: SimulatedSide = this.#createSide('R', options[1], () => left);
    this.sides = [left, right];
  }

  /** Does whatever can happen, in random order, until nothing more can. */
  async run(): Promise<void> {
    const schedule = new SimulatedSchedule(this.#random);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const actions = this.sides.flatMap((side) => this.#actions(side));
      const isAnyOnItsWay = this.sides.some(({ inbox }) => inbox.length > 0);
      if (this.#losses > 0 && isAnyOnItsWay) actions.push({ kind: 'loss', run: () => this.#lose() });
      if (actions.length === 0) {
        this.cameToRest = true;
        return;
      }
      schedule.next(actions).run();
      await promisesSettled();
    }
  }

  #createSide(name: string, { polite, transition }: SimulatedSideOptions, other: () => SimulatedSide): SimulatedSide {
    const endOfCandidates = this.#random.pick(['empty', 'null'] as const);
    const peerConnection = new SimulatedPeerConnection(name, { random: this.#random, endOfCandidates });
    const failures: NegotiationFailure[] = [];
    const driver = new NegotiationDriver({
      peerConnection: peerConnection.asPeerConnection,
      media: { describe: () => [], prepareAnswer: async () => {} },
      polite,
      idPrefix: name,
      transition,
      send: (message) => {
        if (!side.isCutOff) other().inbox.push(message);
      },
      report: (failure) => failures.push(failure),
      changed: () => {},
    });
    const side: SimulatedSide = {
      name,
      peerConnection,
      driver,
      failures,
      inbox: [],
      wishes: 1 + this.#random.below(MOST_WISHES),
      isCutOff: false,
    };
    return side;
  }

  #actions(side: SimulatedSide): SimulatedAction[] {
    const actions = side.peerConnection.actions();
    const [delivery] = side.inbox;
    const kind = delivery === 'some-are-lost' ? 'news' : 'signaling';
    if (delivery !== undefined) actions.push({ kind, run: () => this.#deliver(side) });
    if (side.wishes > 0) actions.push({ kind: 'wish', run: () => this.#wish(side) });
    return actions.map((action) => ({ ...action, kind: `${side.name} ${action.kind}` }));
  }

  #deliver(side: SimulatedSide): void {
    const delivery = side.inbox.shift();
    if (delivery === 'some-are-lost') this.#sayAgain(side);
    else if (delivery !== undefined) side.driver.receive(delivery);
  }

  /**
   * One side gets a new session, as a Welcome in mid-call makes one: all that was on its way to it is lost, the newest
   * of what it said, and what it says until it knows. The other learns of it after what did come.
   */
  #lose(): void {
    this.#losses -= 1;
    const [left, right] = this.sides;
    const [cutOff, other] = this.#random.next() < 0.5 ? [left, right] : [right, left];
    cutOff.inbox.splice(0, Infinity, 'some-are-lost');
    cutOff.isCutOff = true;
    other.inbox.splice(this.#random.below(other.inbox.length + 1), Infinity, 'some-are-lost');
  }

  #sayAgain(side: SimulatedSide): void {
    side.isCutOff = false;
    this.wereConnected ||= this.#areConnected();
    side.driver.sayAgain({ isConnected: this.wereConnected });
  }

  /** Whether each has the credentials in use of the other, and at least one candidate. */
  #areConnected(): boolean {
    const [left, right] = this.sides.map(({ peerConnection }) => peerConnection);
    return left !== undefined && right !== undefined && reaches(left, right) && reaches(right, left);
  }

  #wish(side: SimulatedSide): void {
    side.wishes -= 1;
    if (this.#random.next() < 0.5) side.peerConnection.want();
    else side.peerConnection.restartIce();
  }
}

function reaches(from: SimulatedPeerConnection, to: SimulatedPeerConnection): boolean {
  const fragment = from.currentLocal?.fragment;
  if (fragment === undefined || fragment !== to.currentRemote?.fragment) return false;
  return to.added.some((entry) => entry.startsWith(`${fragment} candidate`));
}

/** Where each side stands, for a person who looks into a failing seed. */
export function describeSide({ name, driver, peerConnection, failures }: SimulatedSide): string {
  const { phase, agreedId }: NegotiationState = driver.state;
  return `${name}: ${phase.name}, ${peerConnection.signalingState}, agreed ${agreedId}, ${JSON.stringify(failures)}`;
}

/** A promise reaction may make another; a macrotask comes after them all. */
function promisesSettled(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(resolve);
  return promise;
}
