/** A program that tests run and that npm does not install. */
export interface Program {
  /** Its name for people. */
  name: string;
  /** The environment variable that names its file. */
  variable: string;
  linux: string[];
  darwin: string[];
  win32: string[];
  howToGet: string;
  /** With CI set a missing one is a failure. */
  required: boolean;
}

/** What the search needs to know of the machine; tests give their own. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  isFile: (path: string) => boolean;
}

export const thisMachine: Machine;

/** Where a program of one of these names lies on Linux. */
export function onPath(names: string[]): string[];

/**
 * The program's file: the one its environment variable names, or else the first of the usual places that has one. Throws
 * when the variable names no file.
 */
export function findProgram(program: Program, machine?: Machine): string | null;

/** Like `findProgram`, for tests: null means "skip these tests". With CI set, a missing one that is required throws. */
export function programForTests(program: Program, machine?: Machine): string | null;

/** One sentence: what is missing and how to get it. */
export function howToGet(program: Program): string;

/** When the module of this URL is run as a program: prints what was found of each, with the file's date and size. */
export function printWhenRun(moduleUrl: string, programs: Program[]): void;
