export { eventually, RedisClusterProcess, RedisProcess, type RedisProcessOptions } from '../redis-log/testing/index.ts';
export { freePorts } from './free-ports.ts';
export { type TurnServerOptions, TurnServerProcess } from '../turn/testing/turn-server-process.ts';
