/**
 * What every script about a room begins with: the keys by their names, and
 * `held()`, the room that they hold, or nil.
 *
 * A room belongs to one run of one Redis, whose id is kept with it. One that was
 * started anew may have loaded data of any age: a snapshot, or a log of commands
 * without the last two seconds (which `appendfsync everysec` may leave unwritten,
 * also when only the process is killed); and a replica that became master may not
 * have been told the last entries. Going on from there would give positions a
 * second time, and clients would miss the entries that they have numbers for. So
 * that is as if Redis had come back empty, which clients get over by themselves.
 */
export const HELD_ROOM = `
local ROOM, SENDERS, DEADLINES, LOG, ENDED_LOG = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local RUN = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function held()
  local fields = redis.call('HMGET', ROOM, 'run', 'live', 'epoch', 'position', 'kept_after', 'bytes', 'version',
    'roster', 'ended_epoch', 'ended_position', 'ended_kept_after')
  local run, live, epoch, position, kept_after, bytes, version, roster = unpack(fields, 1, 8)
  if run ~= RUN then return nil end
  return {
    live = live == '1',
    epoch = epoch,
    position = tonumber(position),
    kept_after = tonumber(kept_after),
    bytes = tonumber(bytes),
    version = tonumber(version),
    roster = roster,
    ended_epoch = fields[9],
    ended_position = tonumber(fields[10] or 0),
    ended_kept_after = tonumber(fields[11] or 0),
  }
end

-- The state of a room: its epoch, position, kept_after and roster. Of one that nobody uses: nothing.
local function state_of(room)
  if not room or not room.live then return {} end
  return { room.epoch, room.position, room.kept_after, room.roster }
end
`;
