import { LeaveReason } from '@rtc-call/contract';
import type { RoomEvent, RoomState } from '@rtc-call/room';
import type { CallRules } from '../call/call-rules.ts';
import { describeReport } from '../call/call-report.ts';
import type { CallPhase, CallSnapshot } from '../call/snapshot.ts';
import { transition as negotiationRule } from '../negotiation/negotiation.machine.ts';
import { SeededRandom } from '../testing/seeded-random.ts';
import { recoveryTransition } from '../recovery/recovery.machine.ts';
import { transition as sessionRule } from '../signaling/session.machine.ts';
import type { FakeClock } from '../testing/fake-clock.ts';
import type { FakePage } from '../testing/fake-page.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import { ScriptedParticipant } from '../testing/scripted-participant.ts';
import { Absences } from './absences.ts';
import type { Browsers } from './browsers.ts';
import { Coverage } from './coverage.ts';
import { describeEvent } from './describe-event.ts';
import { type Correspondent, MessageLedger } from './message-ledger.ts';
import { watchedNegotiation } from './negotiation-watch.ts';
import { watchedRecovery } from './recovery-watch.ts';
import { RoomHistory } from './room-history.ts';
import type { Scenario } from './scenario.ts';
import { watchedSession } from './session-watch.ts';
import type { Strategies } from './strategies.ts';
import { WatchedLog } from './watched-log.ts';

/** Made-up browsers have a TURN server, which is never asked; real ones would ask it. */
const TURN = { urls: ['turn:turn.example'], username: 'of the participant', credential: 'of no use' };

/** How long its credentials live, in seconds: less than a run lasts. */
const ICE_LIFE_S = 12;

/** The room of a simulation. */
export const ROOM = 'room';

/** Everything that one run is made of, with those who look on. */
export class World {
  readonly browsers: Browsers;
  readonly server: FakeSignalingServer;
  readonly scenario: Scenario;
  readonly participants: readonly ScriptedParticipant[];
  readonly ledger = new MessageLedger();
  readonly history = new RoomHistory();
  readonly sessions = new Coverage();
  readonly negotiations = new Coverage();
  readonly recoveries = new Coverage();
  readonly events = new Coverage();
  /** What must not be and was, as far as it can be told at the moment. */
  readonly faults: string[] = [];
  readonly #strategies: Strategies;
  readonly #trace: string[] | null;
  readonly #random: SeededRandom;
  readonly #absences: Absences;
  /** Of the page that each participant has open. */
  readonly #correspondents = new Map<string, Correspondent>();
  /** Those of whom a request came twice, which may have been one to enter. */
  readonly #enteredTwice = new Set<string>();
  /** As whom each participant was last in the room. */
  readonly #selfIds = new Map<string, string>();
  #pages = 0;

  /** `trace`: what happens is added to it, line by line. */
  constructor(scenario: Scenario, strategies: Strategies, trace: string[] | null, browsers: Browsers) {
    this.scenario = scenario;
    this.browsers = browsers;
    this.#strategies = strategies;
    this.#trace = trace;
    // Not the scenario's own sequence: what happens in a run must not depend on how it was made up.
    this.#random = new SeededRandom(Math.imul(scenario.seed, 0x9e3779b1));
    this.#absences = new Absences(scenario.servers);
    this.server = this.#createServer();
    this.participants = Object.keys(scenario.scripts).map((name) => this.#createParticipant(name));
  }

  get clock(): FakeClock {
    return this.browsers.clock;
  }

  /** Lets everything begin. */
  begin(): void {
    const { scripts, deadPaths, faults } = this.scenario;
    for (const participant of this.participants) {
      const own = deadPaths.filter(({ name }) => name === participant.name);
      for (const { at, action } of [...(scripts[participant.name] ?? []), ...own]) {
        this.clock.after(at, () => {
          this.note(() => `${participant.name} does ${JSON.stringify(action)}`);
          participant.do(action);
          // A page that goes away is silent, and so is one that comes.
          this.#absences.absent(participant.name, this.clock.now() + ('forMs' in action ? action.forMs : 0));
        });
      }
    }
    this.server.follow(faults);
  }

  /** Adds a line to the trace, if there is one. */
  note(what: () => string): void {
    this.#trace?.push(`${this.clock.now().toFixed(0).padStart(6)} ${what()}`);
  }

  #createServer(): FakeSignalingServer {
    const { rooms, servers, capacity, keptEntries, storeLatencyMs, latencyMs } = this.scenario;
    const [least, most] = latencyMs;
    const { clock } = this;
    const hasIceServers = this.browsers.createConnections === undefined && this.#strategies.hasNoIceServers !== true;
    return new FakeSignalingServer({
      clock,
      rooms,
      servers,
      capacity,
      ...(hasIceServers && { iceServers: [TURN], iceValidForSeconds: ICE_LIFE_S }),
      ...(keptEntries !== null && { window: { entries: keptEntries, bytes: Number.POSITIVE_INFINITY } }),
      latencyMs: () => least + this.#random.below(most - least + 1),
      balance: (count) => this.#random.below(count),
      storeLatencyMs: () => this.#random.below(storeLatencyMs + 1),
      wrapLog: (log, process) => {
        const watched = new WatchedLog(log, (event, state) => this.#appended(event, state));
        return this.#strategies.wrapLog?.(watched, process) ?? watched;
      },
      struck: (fault) => {
        this.note(() => `fault ${JSON.stringify(fault)}`);
        this.#absences.struck(fault, clock.now());
        if (fault.kind === 'repeat') this.#enteredTwice.add(fault.client);
      },
    });
  }

  #createParticipant(name: string): ScriptedParticipant {
    const { air, createConnections, createTrack } = this.browsers;
    return new ScriptedParticipant({
      name,
      room: ROOM,
      server: this.server,
      air,
      ...(createConnections && { createConnections: () => createConnections(name) }),
      ...(createTrack && { createTrack }),
      clock: this.clock,
      random: this.#random,
      report: (report) => {
        this.note(() => `${name} reports ${describeReport(report)}`);
        this.faults.push(`${name} reports: ${describeReport(report)}`);
      },
      rules: () => this.#rules(name),
      opened: (page) => this.#opened(name, page),
      gone: () => {
        const correspondent = this.#correspondents.get(name);
        if (correspondent !== undefined) correspondent.isGone = true;
      },
    });
  }

  /** The rules of one page, with somebody who looks on. */
  #rules(name: string): CallRules {
    this.#pages += 1;
    const correspondent = this.ledger.open(`${name}#${this.#pages}`);
    this.#correspondents.set(name, correspondent);
    const rules = this.#strategies.rules?.() ?? {};
    return {
      ...rules,
      session: watchedSession(rules.session ?? sessionRule, {
        ledger: this.ledger,
        correspondent,
        coverage: this.sessions,
        note: (what) => this.note(() => `${correspondent.name} ${what()}`),
        history: this.history,
        fault: (what) => this.faults.push(`${correspondent.name} ${what}`),
        hasEnteredTwice: () => this.#enteredTwice.has(name),
      }),
      negotiation: watchedNegotiation(rules.negotiation ?? negotiationRule, this.negotiations),
      recovery: watchedRecovery(rules.recovery ?? recoveryTransition, this.recoveries, (what) =>
        this.note(() => `${correspondent.name} ${what()}`),
      ),
    };
  }

  #opened(name: string, page: FakePage): void {
    let before = page.call.snapshot;
    let incarnation: string | null = null;
    page.call.subscribe((now) => {
      if (now.phase !== before.phase) this.#phaseChanged(name, before.phase, now.phase);
      if (now.selfId !== before.selfId) this.#identified(name, now.selfId, isReturning(before.phase));
      if (now.participants !== before.participants) {
        const own = this.#correspondents.get(name)?.incarnation ?? null;
        // Who is another incarnation begins anew, and knows nobody who is not there.
        if (own === incarnation && now.phase.name === 'joined') this.#lookForGone(name, before, now);
        incarnation = own;
      }
      before = now;
    });
  }

  /** Who comes back with a ticket is who it was. */
  #identified(name: string, selfId: string | null, returning: boolean): void {
    if (selfId === null) return;
    const last = this.#selfIds.get(name);
    if (returning && last !== selfId) this.faults.push(`${name} was ${last} and is back as ${selfId}`);
    this.#selfIds.set(name, selfId);
  }

  /** Nobody is taken for gone of whom the server has not said so. */
  #lookForGone(name: string, before: CallSnapshot, now: CallSnapshot): void {
    const ids = new Set(now.participants.map(({ id }) => id));
    for (const { id } of before.participants) {
      if (!ids.has(id) && !this.history.mayBeGone(id)) this.faults.push(`${name} takes ${id} for gone`);
    }
  }

  #phaseChanged(name: string, before: CallPhase, phase: CallPhase): void {
    this.note(() => `${name} is ${phase.name}${phase.name === 'failed' ? ` (${phase.error.code})` : ''}`);
    if (phase.name !== 'failed' || !(before.name === 'joined' || isReturning(before))) return;
    if (phase.error.code !== 'room-full') this.faults.push(`${name}'s call ended by ${phase.error.code}`);
  }

  #appended(event: RoomEvent, state: RoomState): void {
    this.history.appended(event, state);
    this.note(() => `log ${describeEvent(event)}`);
    this.events.count('the room', event.kind);
    if (event.kind !== 'left' || event.reason !== LeaveReason.EXPIRED) return;
    const owner = [...this.#correspondents].find(([, { participantId }]) => participantId === event.participantId);
    if (owner === undefined || owner[1].isGone || !this.#absences.wasThere(owner[0], this.clock.now())) return;
    this.faults.push(`${owner[0]} was taken for gone and was there`);
  }
}

/** Whether the page was reloaded in mid-call. */
function isReturning(phase: CallPhase): boolean {
  return phase.name === 'joining' && phase.returning;
}
