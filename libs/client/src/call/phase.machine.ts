import type { CallError } from '../errors/call-error.ts';
import type { CallPhase, ServerConnection } from './snapshot.ts';

export type PhaseInput =
  | { readonly type: 'join'; readonly returning: boolean }
  /** `at`: milliseconds since the epoch. */
  | { readonly type: 'welcomed'; readonly at: number }
  | { readonly type: 'connection'; readonly connection: ServerConnection }
  | { readonly type: 'leave' }
  | { readonly type: 'fault'; readonly error: CallError };

/** The call's next phase; the same one where the input means nothing. */
export function nextPhase(phase: CallPhase, input: PhaseInput): CallPhase {
  const inside = phase.name === 'joining' || phase.name === 'joined';
  switch (input.type) {
    case 'join':
      return inside ? phase : { name: 'joining', returning: input.returning };
    case 'welcomed':
      return phase.name === 'joining' ? { name: 'joined', since: input.at, connection: 'online' } : phase;
    case 'connection':
      if (phase.name !== 'joined' || phase.connection === input.connection) return phase;
      return { ...phase, connection: input.connection };
    case 'leave':
      return inside ? { name: 'left' } : phase;
    case 'fault':
      return inside ? { name: 'failed', error: input.error } : phase;
  }
}
