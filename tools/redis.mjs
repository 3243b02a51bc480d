// Where the tests find a Redis or Valkey server. They start it on ports of their own: none needs to be running.
import { findProgram, howToGet, onPath, printWhenRun, programForTests, thisMachine } from './programs.mjs';

const servers = ['redis-server', 'valkey-server'];

/** @type {import('./programs.mjs').Program} */
const redis = {
  name: 'redis-server',
  variable: 'RTC_CALL_REDIS',
  linux: onPath(servers),
  darwin: ['/opt/homebrew/bin', '/usr/local/bin'].flatMap((folder) => servers.map((name) => `${folder}/${name}`)),
  win32: [],
  howToGet: 'install Redis or Valkey (Debian: apt-get install redis-server), or name its server in RTC_CALL_REDIS',
  required: true,
};

/** The server's program; null where there is none. */
export const findRedis = (machine = thisMachine) => findProgram(redis, machine);

/** Like `findRedis`, for tests: null means "skip these tests". With CI set, a missing one throws. */
export const redisForTests = (machine = thisMachine) => programForTests(redis, machine);

/** One sentence: what is missing and how to get it. */
export const howToGetRedis = () => howToGet(redis);

printWhenRun(import.meta.url, [redis]);
