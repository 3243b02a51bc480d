import { HELD_ROOM } from './held-room.ts';
import { Script } from './script.ts';

/** The names of the deadlines of a room that are over. */
export const OVERDUE_SCRIPT = new Script(`${HELD_ROOM}
local room = held()
if not room or not room.live then return {} end
return redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', now())
`);
