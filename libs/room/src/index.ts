export type { RoomCommand } from './command.ts';
export { type Decision, decide, decideAll, type Refusal } from './decide.ts';
export type { RoomEvent } from './event.ts';
export { LOG_WINDOW } from './limits.ts';
export {
  type AppendBatch,
  type AppendOrigin,
  type AppendOutcome,
  FellBehindError,
  type LogEntry,
  type LogPosition,
  type RoomLog,
  type RoomState,
} from './log.ts';
export { MemoryLog } from './memory-log.ts';
export { emptyRoom, evolve, isIn, type Room } from './room.ts';
export { type SubmitOutcome, submit } from './submit.ts';
export { isFor, type ShownEntry, shownTo } from './visibility.ts';
