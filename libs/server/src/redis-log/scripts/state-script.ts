import { HELD_ROOM } from './held-room.ts';
import { Script } from './script.ts';

/** The state of a room. */
export const STATE_SCRIPT = new Script(`${HELD_ROOM}
return state_of(held())
`);
