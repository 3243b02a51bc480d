import type { NegotiationState } from '../negotiation.state.ts';
import { NegotiationDriver } from '../negotiation.driver.ts';
import type { transition } from '../negotiation.machine.ts';
import type { NegotiationFailure } from '../negotiation-failure.ts';
import type { NegotiationMessage } from '../negotiation-message.ts';
import { SeededRandom } from './seeded-random.ts';
import { type SimulatedAction, SimulatedSchedule } from './simulated-action.ts';
import { SimulatedPeerConnection } from './simulated-peer-connection.ts';

/** A run that takes more steps than this does not come to rest. */
const MOST_STEPS = 3_000;

/** How often each side wants to negotiate or to restart ICE, at most. */
const MOST_WISHES = 5;

export interface SimulatedSideOptions {
  readonly polite: boolean;
  readonly transition: typeof transition;
}

/** One of the two: a driver over a simulated peer connection, and what is on its way to it. */
export interface SimulatedSide {
  readonly name: string;
  readonly peerConnection: SimulatedPeerConnection;
  readonly driver: NegotiationDriver;
  readonly inbox: NegotiationMessage[];
  readonly failures: NegotiationFailure[];
  wishes: number;
}

/** Two sides with an ordered signaling between them that takes its time. */
export class SimulatedPair {
  readonly sides: readonly [SimulatedSide, SimulatedSide];
  readonly #random: SeededRandom;
  cameToRest = false;

  constructor(seed: number, options: readonly [SimulatedSideOptions, SimulatedSideOptions]) {
    this.#random = new SeededRandom(seed);
    const left = this.#createSide('L', options[0], () => right);
    const right: SimulatedSide = this.#createSide('R', options[1], () => left);
    this.sides = [left, right];
  }

  /** Does whatever can happen, in random order, until nothing more can. */
  async run(): Promise<void> {
    const schedule = new SimulatedSchedule(this.#random);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const actions = this.sides.flatMap((side) => this.#actions(side));
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
      send: (message) => other().inbox.push(message),
      report: (failure) => failures.push(failure),
      changed: () => {},
    });
    return { name, peerConnection, driver, inbox: [], failures, wishes: 1 + this.#random.below(MOST_WISHES) };
  }

  #actions(side: SimulatedSide): SimulatedAction[] {
    const actions = side.peerConnection.actions();
    if (side.inbox.length > 0) actions.push({ kind: 'signaling', run: () => this.#deliver(side) });
    if (side.wishes > 0) actions.push({ kind: 'wish', run: () => this.#wish(side) });
    return actions.map(({ kind, run }) => ({ kind: `${side.name} ${kind}`, run }));
  }

  #deliver({ inbox, driver }: SimulatedSide): void {
    const message = inbox.shift();
    if (message !== undefined) driver.receive(message);
  }

  #wish(side: SimulatedSide): void {
    side.wishes -= 1;
    if (this.#random.next() < 0.5) side.peerConnection.want();
    else side.peerConnection.restartIce();
  }
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
