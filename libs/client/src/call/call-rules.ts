import type { iceServersTransition } from '../ice/ice-servers.machine.ts';
import type { transition as negotiationTransition } from '../negotiation/negotiation.machine.ts';
import type { transition as sessionTransition } from '../signaling/session.machine.ts';
import type { recoveryTransition } from '../recovery/recovery.machine.ts';
import type { afterEvent, afterWelcome } from './reconciliation.ts';

/** What decides in a call. Default: its machines. A test puts others in their place, to watch them or to break them. */
export interface CallRules {
  readonly session?: typeof sessionTransition;
  readonly iceServers?: typeof iceServersTransition;
  readonly negotiation?: typeof negotiationTransition;
  readonly recovery?: typeof recoveryTransition;
  readonly afterWelcome?: typeof afterWelcome;
  readonly afterEvent?: typeof afterEvent;
}
