import { type DestinationStream, destination, type LevelWithSilent, type Logger as PinoLogger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';

/** Structured log entries: an object of facts, and a sentence. */
export type Logger = PinoLogger;

/** What is logged: this level and those above it. */
export const LOG_LEVELS = [
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
  'silent',
] as const satisfies readonly LevelWithSilent[];
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * How a log entry is written.
 * - `pretty`: a line for a person.
 * - `json`: a line of JSON for a program.
 * - `auto`: `pretty` on a terminal, `json` elsewhere.
 */
export const LOG_FORMATS = ['auto', 'pretty', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface LoggerOptions {
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Default `auto`. */
  readonly format?: LogFormat;
  /** Where entries go. Default: standard error, so that standard output keeps to what a person or a script asked for. */
  readonly output?: LogOutput;
}

/** Where log entries go. */
export interface LogOutput extends DestinationStream {
  readonly isTTY?: boolean;
}

/** Makes the server's logger. It writes at once: what was logged before a crash is there. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const { level = 'info', format = 'auto', output = standardError() } = options;
  const onTerminal = output.isTTY ?? false;
  if (format === 'json' || (format === 'auto' && !onTerminal)) {
    return pino(
      { level, base: null, timestamp: isoTime, formatters: { level: (label) => ({ level: label }) } },
      output,
    );
  }
  const toLine = prettyFactory({
    colorize: onTerminal && !isSet(process.env['NO_COLOR']),
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
  });
  return pino({ level, base: null }, { write: (entry) => output.write(toLine(entry)) });
}

function standardError(): LogOutput {
  const { fd, isTTY } = process.stderr;
  const stream = destination({ fd, sync: true });
  return { isTTY, write: (text) => stream.write(text) };
}

/** A logger that says nothing. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}

function isoTime(): string {
  return `,"time":"${new Date().toISOString()}"`;
}

/** https://no-color.org: present and not empty. */
function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '';
}
