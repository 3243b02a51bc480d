import { HELD_ROOM } from './held-room.ts';
import { Script } from './script.ts';

/**
 * The entries after a position.
 *
 * ARGV: the epoch, the position, how many entries at most, what they may weigh
 * together, and whether the reader has been reading this log (1): then it may read
 * it to its end also when another has begun.
 *
 * Answers nothing where what follows the position is not kept; else how the log
 * goes on after these entries (`more`, `open`, `end`), and of each entry the event
 * and the signal.
 */
export const READ_SCRIPT = new Script(`${HELD_ROOM}
local epoch, after, max_entries, max_bytes = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local goes_on = ARGV[5] == '1'
local room = held()

local log, position, kept_after, has_ended
if room and room.epoch == epoch then
  log, position, kept_after, has_ended = LOG, room.position, room.kept_after, not room.live
elseif room and room.ended_epoch == epoch and goes_on then
  log, position, kept_after, has_ended = ENDED_LOG, room.ended_position, room.ended_kept_after, true
end
-- A reader that is ahead of the log has read what this Redis does not know.
if not log or after < kept_after or after > position then return {} end

local page = { 'more' }
local bytes, last = 0, after
for _, entry in ipairs(redis.call('XRANGE', log, (after + 1) .. '-0', '+', 'COUNT', max_entries)) do
  local id, fields = entry[1], entry[2]
  bytes = bytes + tonumber(fields[2])
  if id ~= (last + 1) .. '-0' or (last > after and bytes > max_bytes) then break end
  last = last + 1
  page[#page + 1] = fields[4]
  page[#page + 1] = fields[6]
end
-- Redis may have thrown the stream away to make room, and not the hash.
if last == after and last < position then return {} end
if last == position then page[1] = has_ended and 'end' or 'open' end
return page
`);
