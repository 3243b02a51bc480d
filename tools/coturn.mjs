// Where the tests find coturn's server. They start it on ports of their own: none needs to be running.
import { findProgram, howToGet, onPath, printWhenRun, programForTests, thisMachine } from './programs.mjs';

/** @type {import('./programs.mjs').Program} */
const coturn = {
  name: 'turnserver',
  variable: 'RTC_CALL_TURNSERVER',
  linux: onPath(['turnserver']),
  darwin: ['/opt/homebrew/bin', '/usr/local/bin'].map((folder) => `${folder}/turnserver`),
  win32: [],
  howToGet: 'install coturn (Debian: apt-get install coturn), or name its turnserver in RTC_CALL_TURNSERVER',
  required: true,
};

/** The server's program; null where there is none. */
export const findCoturn = (machine = thisMachine) => findProgram(coturn, machine);

/** Like `findCoturn`, for tests: null means "skip these tests". With CI set, a missing one throws. */
export const coturnForTests = (machine = thisMachine) => programForTests(coturn, machine);

/** One sentence: what is missing and how to get it. */
export const howToGetCoturn = () => howToGet(coturn);

printWhenRun(import.meta.url, [coturn]);
