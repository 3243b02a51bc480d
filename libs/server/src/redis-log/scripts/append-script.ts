import { HELD_ROOM } from './held-room.ts';
import { Script } from './script.ts';

/** What the script is told of a batch, as JSON in ARGV[1]. Of each event follow its weight, the event and the signal. */
export interface AppendRequest {
  /** The name of the epoch that begins, if one does. */
  readonly epoch: string;
  /** The roster of a room before its first entry. */
  readonly emptyRoster: string;
  /** The channel on which to say that the log has grown. */
  readonly news: string;
  readonly from?: { readonly participant: string; readonly session: string; readonly seq: number };
  readonly expectOver?: string;
  readonly expectRoster?: { readonly epoch: string; readonly version: number };
  /** What becomes of the roster; nothing where the batch cannot change it. */
  readonly roster?: {
    readonly version: number;
    readonly text: string;
    /** Whether the room is empty then. */
    readonly isEmpty: boolean;
    /** Whether the sender is in the room then. */
    readonly hasSender: boolean;
  };
  /** Who leaves the room by the batch. */
  readonly leaving: readonly string[];
  readonly deadlines: {
    readonly drop: readonly string[];
    /** Each with the time from now, in milliseconds. */
    readonly set: readonly (readonly [key: string, ms: number])[];
  };
  readonly window: { readonly entries: number; readonly bytes: number };
  /** How long a room and an ended log are kept, in milliseconds. */
  readonly expiry: { readonly roomMs: number; readonly endedMs: number };
}

/**
 * Appends a batch: all of it or nothing.
 *
 * Answers as AppendOutcome: its kind, and then the last number, or the state.
 */
export const APPEND_SCRIPT = new Script(`${HELD_ROOM}
local batch = cjson.decode(ARGV[1])
local from, expected = batch.from, batch.expectRoster
local before = held()
local room = before and before.live and before or nil

local function expire(ms, ...)
  for _, key in ipairs({ ... }) do redis.call('PEXPIRE', key, ms) end
end

local function change_deadlines()
  for _, key in ipairs(batch.deadlines.drop) do redis.call('ZREM', DEADLINES, key) end
  for _, deadline in ipairs(batch.deadlines.set) do
    redis.call('ZADD', DEADLINES, now() + deadline[2], deadline[1])
  end
end

local function last_number_of_sender()
  local sender = room and redis.call('HGET', SENDERS, from.participant)
  if not sender then return -1 end
  local number, session = string.match(sender, '^(%d+) (.*)$')
  return session == from.session and tonumber(number) or -1
end

local function with_state(kind, state)
  table.insert(state, 1, kind)
  return state
end

if from then
  local last = last_number_of_sender()
  if from.seq <= last then
    change_deadlines()
    expire(batch.expiry.roomMs, ROOM, SENDERS, DEADLINES, LOG)
    return { 'duplicate', last }
  end
  if from.seq > last + 1 then return { 'gap', last } end
end

if batch.expectOver then
  local deadline = room and redis.call('ZSCORE', DEADLINES, batch.expectOver)
  if not deadline or tonumber(deadline) > now() then return { 'not-over' } end
end

if expected then
  local is_so
  if room then
    is_so = room.epoch == expected.epoch and room.version == expected.version
  else
    is_so = expected.epoch == ''
  end
  if not is_so then return with_state('conflict', state_of(room)) end
end

local begins = not room
if begins then
  room = { live = true, epoch = batch.epoch, position = 0, kept_after = 0, bytes = 0, version = 0,
    roster = batch.emptyRoster }
end
local ends = begins
if batch.roster then
  room.version, room.roster, ends = batch.roster.version, batch.roster.text, batch.roster.isEmpty
end

if begins and ends then
  -- Nobody came: there is nothing to keep, and nobody who could read it.
  room.position = (#ARGV - 1) / 3
  room.kept_after = room.position
  return with_state('appended', state_of(room))
end

if begins then
  redis.call('DEL', ROOM, SENDERS, DEADLINES)
  if before and redis.call('EXISTS', LOG) == 1 then
    redis.call('RENAME', LOG, ENDED_LOG)
    redis.call('HSET', ROOM, 'ended_epoch', before.epoch, 'ended_position', before.position,
      'ended_kept_after', before.kept_after)
  else
    redis.call('DEL', LOG, ENDED_LOG)
  end
end

for i = 2, #ARGV, 3 do
  room.position = room.position + 1
  room.bytes = room.bytes + tonumber(ARGV[i])
  redis.call('XADD', LOG, room.position .. '-0', 'weight', ARGV[i], 'event', ARGV[i + 1], 'signal', ARGV[i + 2])
end
local too_old = room.kept_after
while room.position - too_old > 1
  and (room.position - too_old > batch.window.entries or room.bytes > batch.window.bytes) do
  too_old = too_old + 1
  local id = too_old .. '-0'
  local entry = redis.call('XRANGE', LOG, id, id)[1]
  if entry then room.bytes = room.bytes - tonumber(entry[2][2]) end
end
if too_old > room.kept_after then
  room.kept_after = too_old
  redis.call('XTRIM', LOG, 'MAXLEN', room.position - too_old)
end

local function is_in_room(participant)
  for _, each in ipairs(cjson.decode(room.roster).participants) do
    if each.id == participant then return true end
  end
  return false
end

for _, participant in ipairs(batch.leaving) do redis.call('HDEL', SENDERS, participant) end
if from then
  local is_in
  if batch.roster then is_in = batch.roster.hasSender else is_in = is_in_room(from.participant) end
  if is_in then redis.call('HSET', SENDERS, from.participant, from.seq .. ' ' .. from.session) end
end
change_deadlines()

redis.call('HSET', ROOM, 'run', RUN, 'live', ends and 0 or 1, 'epoch', room.epoch, 'position', room.position,
  'kept_after', room.kept_after, 'bytes', room.bytes, 'version', room.version, 'roster', room.roster)
if ends then
  redis.call('DEL', SENDERS, DEADLINES)
  expire(batch.expiry.endedMs, ROOM, LOG)
else
  expire(batch.expiry.roomMs, ROOM, SENDERS, DEADLINES, LOG)
end
if #ARGV > 1 then redis.call('PUBLISH', batch.news, room.position .. ' ' .. room.epoch) end
return with_state('appended', state_of(room))
`);
