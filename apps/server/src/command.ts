import {
  checkPorts,
  createLogger,
  type Door,
  SecretFileError,
  StartError,
  startServer,
  TlsFileError,
  VERSION,
} from '@rtc-call/server';
import { bannerText } from './banner.ts';
import { describeFault } from './config/fault.ts';
import { readFlags } from './config/flags.ts';
import { type LoadedConfig, loadConfig } from './config/load-config.ts';
import { EXIT } from './exit-codes.ts';
import { helpText } from './help.ts';
import { printTurnConfig } from './print-turn-config.ts';
import { refuse } from './refuse.ts';
import { describeListenFault, describeSecretFault } from './start-faults.ts';
import { watchStopSignals } from './stop-signals.ts';

/** Runs the command, from its arguments to its exit code. */
export async function runCommand(argv: readonly string[], process: NodeJS.Process): Promise<number> {
  const flags = readFlags(argv, process.cwd());
  const print = (text: string) => process.stdout.write(`${text}\n`);
  if (flags.help) {
    print(helpText());
    return EXIT.ok;
  }
  if (flags.version) {
    print(VERSION);
    return EXIT.ok;
  }

  if (flags.task === 'turn-config') return printTurnConfig(flags, process);

  const loaded = await loadConfig(flags, process.env, process.cwd());
  if (loaded.faults.length > 0) {
    refuse(process, [...loaded.faults.map(describeFault), ...(await portFaults(loaded, process.platform))]);
    return EXIT.misconfigured;
  }

  const { server: config, logLevel, logFormat } = loaded.config;
  const logger = createLogger({ level: logLevel, format: logFormat });
  // From before the start on: whoever reads that the server is up may want it to stop at once.
  const stop = watchStopSignals(process, (code) => process.exit(code));
  try {
    const server = await startServer(config, logger);
    print(bannerText(server, config, VERSION));
    const signal = await stop.asked;
    logger.info({ signal }, 'Stopping');
    await server.drain(stop.hurry);
    await server.close();
    logger.info('Stopped');
    return EXIT.ok;
  } catch (error) {
    if (error instanceof StartError) {
      refuse(
        process,
        error.faults.map((fault) => describeListenFault(fault, process.platform)),
      );
      return EXIT.notStarted;
    }
    if (error instanceof TlsFileError) {
      refuse(
        process,
        error.faults.map(({ file, problem }) => `${file} ${problem}.`),
      );
      return EXIT.misconfigured;
    }
    if (error instanceof SecretFileError) {
      refuse(process, [describeSecretFault(error)]);
      return EXIT.misconfigured;
    }
    throw error;
  }
}

/**
 * Whoever mends an option should not learn of a taken port only then: the ports that are known are tried too. None is
 * known where something could not be read, since that may have named another.
 */
async function portFaults(loaded: LoadedConfig, platform: NodeJS.Platform): Promise<readonly string[]> {
  const { config, faulty, wholly } = loaded;
  if (!wholly || faulty.has('host')) return [];
  const doors = {
    ...(faulty.has('port') ? {} : { HTTP: config.server.http }),
    ...(faulty.has('grpc-port') ? {} : { gRPC: config.server.grpc }),
  } satisfies Partial<Record<Door, unknown>>;
  return (await checkPorts(doors)).map((fault) => describeListenFault(fault, platform));
}
