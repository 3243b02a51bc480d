export { eventually } from './eventually.ts';
export { RedisClusterProcess } from './redis-cluster.ts';
export { RedisProcess, type RedisProcessOptions } from './redis-process.ts';
