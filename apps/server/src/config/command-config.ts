import type { LogFormat, LogLevel, ServerConfig } from '@rtc-call/server';

/** Everything the command needs to run a server. */
export interface CommandConfig {
  readonly server: ServerConfig;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}
