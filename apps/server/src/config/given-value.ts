import type { OptionName } from './option-table.ts';

/** A value as somebody gave it, not yet checked. */
export interface GivenValue {
  readonly option: OptionName;
  /** Text from a flag or a variable, anything from a file. For a list: its entries. */
  readonly value: unknown;
  /** How a person finds it again: `--port`, `RTC_CALL_PORT`, `"port" in settings.json`. */
  readonly subject: string;
}
