export type { Enter, Return, RoomCommand } from './command.ts';
export {
  type Deadline,
  type DeadlineChanges,
  type DeadlineKey,
  deadlineKey,
  deadlinesOf,
  parseDeadline,
  type Terms,
} from './deadline.ts';
export { type Decision, decide, decideAll, goesOn, type Refusal } from './decide.ts';
export type { RoomEvent } from './event.ts';
export type { Caller } from './host/caller.ts';
export { type Clock, pause } from './host/clock.ts';
export { errorDetail } from './host/error-detail.ts';
export type { HostFact } from './host/host-fact.ts';
export type { Identities, Ticket } from './host/identities.ts';
export { HOST_LIMITS } from './host/limits.ts';
export { RoomError } from './host/room-error.ts';
export { RoomHost, type RoomHostOptions } from './host/room-host.ts';
export { untilAborted } from './host/until-aborted.ts';
export { LOG_WINDOW, TERMS } from './limits.ts';
export {
  type AppendBatch,
  type AppendOrigin,
  type AppendOutcome,
  FellBehindError,
  type LogEntry,
  type LogPosition,
  type RoomLog,
  type RoomState,
  StoreUnavailableError,
} from './log.ts';
export { MemoryLog, type MemoryLogOptions } from './memory-log.ts';
export {
  type Attachment,
  emptyRoom,
  evolve,
  isEmpty,
  isIn,
  isInAs,
  type KeptPlace,
  participantOf,
  type Room,
} from './room.ts';
export { type Plan, type SubmitOutcome, submit } from './submit.ts';
export { isFor, type Reader } from './visibility.ts';
export { weigh } from './weigh.ts';
