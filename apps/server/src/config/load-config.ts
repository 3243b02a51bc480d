import {
  defaultSecretFile,
  parseRedisUrls,
  readTlsFiles,
  type SecretSource,
  SERVER_DEFAULTS,
  TlsFileError,
  type TlsSource,
} from '@rtc-call/server';
import { type CheckedValues, checkValues } from './check-values.ts';
import type { CommandConfig } from './command-config.ts';
import { readConfigFile } from './config-file.ts';
import { DEFAULT_BUNDLE_DIRECTORY, DEFAULT_DEMO_DIRECTORY, DEFAULT_DRAIN_MS } from './defaults.ts';
import { readEnvironment } from './environment.ts';
import type { Fault } from './fault.ts';
import type { Flags } from './flags.ts';
import { folderFaults } from './folder-faults.ts';
import { iceFaults, iceSettings } from './ice-config.ts';
import type { OptionName } from './option-table.ts';

/** The configuration, and all that is wrong with it. With faults it holds the defaults in their places. */
export interface LoadedConfig {
  /** The values that are right. */
  readonly values: CheckedValues;
  readonly config: CommandConfig;
  readonly faults: readonly Fault[];
  /** The options whose value was wrong. */
  readonly faulty: ReadonlySet<OptionName>;
  /** Whether all that was given could be read. Where not, any option may be meant to be other than it is here. */
  readonly wholly: boolean;
}

/** Puts the configuration together: defaults, then the file, then the environment, then the flags. */
export async function loadConfig(flags: Flags, env: Readonly<NodeJS.ProcessEnv>, cwd: string): Promise<LoadedConfig> {
  const environment = readEnvironment(env, cwd);
  const path = flags.configFile ?? environment.configFile;
  const file = path === null ? { values: [], faults: [] } : await readConfigFile(path, cwd);
  const { values, faults, faulty } = checkValues([...file.values, ...environment.values, ...flags.values]);
  const unread = [...flags.faults, ...environment.faults, ...file.faults];
  const together = [
    ...samePort(values),
    ...iceFaults(values),
    ...(await tlsFaults(values, faulty)),
    ...(await folderFaults(values)),
  ];
  return {
    values,
    config: compose(values, env),
    faults: [...unread, ...faults, ...together],
    faulty,
    wholly: unread.length === 0,
  };
}

function compose(values: CheckedValues, env: Readonly<NodeJS.ProcessEnv>): CommandConfig {
  const tls = tlsSource(values);
  const redis = (values.redis ?? []).flatMap(parseRedisUrls);
  const host = values.host ?? (tls === null ? 'localhost' : '::');
  return {
    server: {
      http: { host, port: values.port ?? SERVER_DEFAULTS.httpPort },
      // Without TLS, native gRPC goes on the network only where somebody asked for that by --host.
      grpc: {
        host: tls?.kind === 'files' ? host : (values.host ?? 'localhost'),
        port: values['grpc-port'] ?? SERVER_DEFAULTS.grpcPort,
      },
      tls,
      allowedOrigins: values['allow-origin'] ?? [],
      roomCapacity: values['room-capacity'] ?? SERVER_DEFAULTS.roomCapacity,
      ice: iceSettings(values, env),
      secret: secretSource(values, env),
      redis,
      drainMs: values.drain === undefined ? (redis.length === 0 ? 0 : DEFAULT_DRAIN_MS) : values.drain * 1_000,
      demoDirectory: values['demo-dir'] ?? DEFAULT_DEMO_DIRECTORY,
      bundleDirectory: values['bundle-dir'] ?? DEFAULT_BUNDLE_DIRECTORY,
    },
    logLevel: values['log-level'] ?? 'info',
    logFormat: values['log-format'] ?? 'auto',
  };
}

function tlsSource(values: CheckedValues): TlsSource | null {
  const certFile = values['tls-cert'];
  const keyFile = values['tls-key'];
  if (certFile !== undefined && keyFile !== undefined) return { kind: 'files', certFile, keyFile };
  return values.https === true ? { kind: 'self-signed' } : null;
}

/** Servers that are all given a secret have the same; others have one each, and must agree. */
function secretSource(values: CheckedValues, env: Readonly<NodeJS.ProcessEnv>): SecretSource {
  const file = values['secret-file'];
  return { file: file ?? defaultSecretFile(env), agree: file === undefined };
}

function samePort(values: CheckedValues): readonly Fault[] {
  const port = values.port ?? SERVER_DEFAULTS.httpPort;
  if (port === 0 || port !== (values['grpc-port'] ?? SERVER_DEFAULTS.grpcPort)) return [];
  return [
    {
      subject: '--port and --grpc-port',
      given: String(port),
      wrong: 'are the same',
      right: 'HTTP and gRPC need a port each.',
    },
  ];
}

async function tlsFaults(values: CheckedValues, faulty: ReadonlySet<OptionName>): Promise<readonly Fault[]> {
  const certFile = values['tls-cert'];
  const keyFile = values['tls-key'];
  if (certFile !== undefined && keyFile !== undefined) {
    return readTlsFiles(certFile, keyFile).then(
      () => [],
      (error: unknown) => {
        if (!(error instanceof TlsFileError)) throw error;
        return error.faults.map(toFault);
      },
    );
  }
  const half = (given: 'tls-cert' | 'tls-key', missing: 'tls-cert' | 'tls-key'): Fault => {
    const right = `Give --${missing} too, or --https for a certificate made at start.`;
    return { subject: `--${given}`, given: values[given] ?? null, wrong: `is given without --${missing}`, right };
  };
  if (certFile !== undefined && !faulty.has('tls-key')) return [half('tls-cert', 'tls-key')];
  if (keyFile !== undefined && !faulty.has('tls-cert')) return [half('tls-key', 'tls-cert')];
  return [];
}

function toFault({ file, of, problem }: TlsFileError['faults'][number]): Fault {
  const right =
    of === 'cert' ? 'Give a certificate in PEM, with its chain.' : 'Give its private key in PEM, without a passphrase.';
  return { subject: `--tls-${of}`, given: file, wrong: problem, right };
}
