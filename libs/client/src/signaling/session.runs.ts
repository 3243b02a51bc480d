import { attempts, type Attempting, type Reading, type SessionState } from './session.state.ts';

/** The runs that a session still waits for. All others are to be let go, and what comes of them is dropped. */
export function runsOf(state: SessionState): readonly number[] {
  switch (state.name) {
    case 'entering':
      return [state.attempt.run];
    case 'open':
      return present(state.stream, state.sending);
    case 'resuming':
      return present(state.attempt.run, state.notice);
    case 'moving':
      return present(state.stream, state.attempt.run, state.sending);
    case 'departing':
      return [state.run];
    case 'idle':
    case 'suspended':
    case 'closed':
      return [];
  }
}

function present(...runs: readonly (number | null)[]): readonly number[] {
  return runs.filter((run) => run !== null);
}

/** Whether the run is the stream that is read. */
export function reads(state: SessionState, run: number): state is Reading {
  return (state.name === 'open' || state.name === 'moving') && state.stream === run;
}

/** Whether the run is the send in flight. */
export function sends(state: SessionState, run: number): state is Reading {
  return (state.name === 'open' || state.name === 'moving') && state.sending === run;
}

/** Whether the run is a stream that was asked for. */
export function opens(state: SessionState, run: number): state is Attempting {
  return attempts(state) && state.attempt.phase === 'opening' && state.attempt.run === run;
}

/** Whether the run is the wait between two tries. */
export function waits(state: SessionState, run: number): state is Attempting {
  return attempts(state) && state.attempt.phase === 'waiting' && state.attempt.run === run;
}
