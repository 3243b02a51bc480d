/**
 * What every script about a room begins with: the keys by their names, and
 * `held()`, the room that they hold, or nil.
 *
 * Redis may have been started anew with data of any age (a snapshot), or be a
 * replica that was told the last entries too late. To go on from such data would
 * give positions a second time, and clients would miss what they have numbers
 * for. So a room belongs to one run of Redis. It outlives that where Redis writes
 * down every command (`appendonly yes`) and did not become master by a failover;
 * otherwise it is as if Redis had come back empty, which clients get over.
 */
export const HELD_ROOM = `
local ROOM, SENDERS, DEADLINES, LOG, ENDED_LOG = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]

local function info(section, name)
  return string.match(redis.call('INFO', section), name .. ':([^\\r\\n]*)')
end

local RUN = info('server', 'run_id')

local function lost_nothing_since(run)
  return run == RUN
    or info('persistence', 'aof_enabled') == '1'
    and info('replication', 'role') == 'master'
    and info('replication', 'second_repl_offset') == '-1'
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function held()
  local fields = redis.call('HMGET', ROOM, 'run', 'live', 'epoch', 'position', 'kept_after', 'bytes', 'version',
    'roster', 'ended_epoch', 'ended_position', 'ended_kept_after')
  local run, live, epoch, position, kept_after, bytes, version, roster = unpack(fields, 1, 8)
  if not run or not lost_nothing_since(run) then return nil end
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
