import { readTurnSecret, SecretFileError, turnserverConf } from '@rtc-call/server';
import { describeFault } from './config/fault.ts';
import type { Flags } from './config/flags.ts';
import { turnSecretSource } from './config/ice-config.ts';
import { loadConfig } from './config/load-config.ts';
import { turnConfig } from './config/turn-config.ts';
import { EXIT } from './exit-codes.ts';
import { refuse } from './refuse.ts';
import { describeSecretFault } from './start-faults.ts';

/** Prints the configuration of a coturn for the server that these same options start. Gives the exit code. */
export async function printTurnConfig(flags: Flags, process: NodeJS.Process): Promise<number> {
  const { values, faults } = await loadConfig(flags, process.env, process.cwd());
  const { options, faults: missing } = turnConfig(values);
  const wrong = faults.length > 0 ? faults : missing;
  const cannot = (lines: readonly string[]) => {
    refuse(process, lines, 'rtc-call-server turn-config cannot print it');
    return EXIT.misconfigured;
  };
  if (wrong.length > 0) return cannot(wrong.map(describeFault));
  try {
    const secret = await readTurnSecret(turnSecretSource(values, process.env));
    process.stdout.write(turnserverConf({ ...options, secret }));
    return EXIT.ok;
  } catch (error) {
    if (error instanceof SecretFileError) return cannot([describeSecretFault(error)]);
    throw error;
  }
}
