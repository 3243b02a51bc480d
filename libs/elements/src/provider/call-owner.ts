import {
  type AudioLevels,
  type Call,
  CallError,
  type CallSnapshot,
  type CallStatistics,
  createCall,
  type Observable,
} from '@rtc-call/client';
import { EMPTY_SNAPSHOT, failedSnapshot } from '../context/empty-snapshot.ts';
import { constant, SwitchingObservable } from '../context/switching-observable.ts';

const SILENCE: AudioLevels = new Map();

const NO_STATISTICS: Observable<CallStatistics> = constant(new Map());

/** What a call is made of. */
export interface CallSettings {
  readonly server: string;
  readonly room: string;
  readonly displayName: string;
  /** See CallOptions. */
  readonly rejoinOnReload: boolean;
}

/**
 * Owns the call that an `<rtc-call>` shows: makes it, replaces it, disposes of
 * it. Its observables stay the same while calls come and go. Where no
 * call can be made, the snapshot is a failed one that says why.
 */
export class CallOwner {
  readonly snapshot = new SwitchingObservable<CallSnapshot>(constant(EMPTY_SNAPSHOT));
  readonly levels = new SwitchingObservable<AudioLevels>(constant(SILENCE));
  readonly statistics = new SwitchingObservable<CallStatistics>(NO_STATISTICS);
  #call: Call | null = null;
  #isOurs = false;

  /** The call that is shown; null when none can be made. */
  get call(): Call | null {
    return this.#call;
  }

  /** Makes a call and shows it. What is missing for one is told before anything is asked of the user. */
  make(settings: CallSettings): void {
    try {
      this.#show(createCall(settings), true);
    } catch (thrown) {
      this.fail(settings, CallError.from(thrown));
    }
  }

  /** Shows a call that somebody else has made, and who disposes of it. */
  adopt(call: Call): void {
    this.#show(call, false);
  }

  /** Shows that there is no call, and why. */
  fail(settings: CallSettings, error: CallError): void {
    this.#replace(null, false, constant(failedSnapshot(settings.room, settings.displayName, error)), constant(SILENCE));
  }

  /** Shows nothing. A call made here is left and disposed of. */
  release(): void {
    this.#replace(null, false, constant(EMPTY_SNAPSHOT), constant(SILENCE));
  }

  #show(call: Call, isOurs: boolean): void {
    const snapshot = {
      get value() {
        return call.snapshot;
      },
      subscribe: (listener: (value: CallSnapshot) => void) => call.subscribe(listener),
    };
    this.#replace(call, isOurs, snapshot, call.levels);
  }

  #replace(
    call: Call | null,
    isOurs: boolean,
    snapshot: Observable<CallSnapshot>,
    levels: Observable<AudioLevels>,
  ): void {
    const before = this.#isOurs ? this.#call : null;
    this.#call = call;
    this.#isOurs = isOurs;
    this.levels.switchTo(levels);
    this.statistics.switchTo(call?.statistics ?? NO_STATISTICS);
    this.snapshot.switchTo(snapshot);
    // Last, so that what the old call says while it closes is shown to nobody.
    if (before !== call) void before?.dispose();
  }
}
