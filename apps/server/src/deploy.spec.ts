import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTurnUrl, proveTurn, SERVER_DEFAULTS, turnserverConf } from '@rtc-call/server';
import { certificateFiles, Companion } from '@rtc-call/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { coturnForTests } from '../../../tools/coturn.mjs';
import { readFlags } from './config/flags.ts';
import { loadConfig } from './config/load-config.ts';
import { OPTIONS, variableName } from './config/option-table.ts';
import { turnConfig } from './config/turn-config.ts';

/** As much of compose.yaml as is looked at here. */
interface Compose {
  readonly services: Record<'server' | 'redis' | 'turn-config' | 'coturn', Service>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

interface Service {
  readonly build?: { readonly target: string };
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

/** An address of this machine alone, where nothing else has the usual ports of TURN. */
const ADDRESS = '127.0.77.1';

const deploy = (name: string) => readFile(new URL(`../../../deploy/${name}`, import.meta.url), 'utf8');

let folder: string;
let compose: Compose;
let dockerfile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rtc-call-deploy-'));
  const { certFile, keyFile } = await certificateFiles(folder, 'call.example.org');
  await writeFile(join(folder, 'fullchain.pem'), await readFile(certFile));
  await writeFile(join(folder, 'privkey.pem'), await readFile(keyFile));
  dockerfile = await deploy('Dockerfile');
  const text = interpolate(await deploy('compose.yaml'), { HOST: ADDRESS, ADDRESS, CERTS: folder });
  compose = parse(text, { merge: true }) as Compose;
});
afterAll(() => rm(folder, { recursive: true }));

/** What Compose makes of `${NAME}`, `${NAME:?why}` and `${NAME:-otherwise}`. */
function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::(?:-([^}]*)|\?[^}]*))?\}/g,
    (_, name: string, otherwise = '') => variables[name] ?? otherwise,
  );
}

/** The same, as it is seen in the container. */
function inside(text: string): string {
  return text.replaceAll(/\/(certs|turn|state|tmp)\//g, `${folder}/`);
}

function load({ environment }: Service) {
  const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, inside(value)]));
  return loadConfig(readFlags([], folder), { ...env, XDG_STATE_HOME: folder }, folder);
}

describe('compose.yaml', () => {
  it('sets only variables that the command knows', () => {
    const known = OPTIONS.map(({ name }) => variableName(name));
    for (const name of ['server', 'turn-config'] as const) {
      for (const variable of Object.keys(compose.services[name].environment)) expect(known).toContain(variable);
    }
  });

  it('tells the server what it takes, with the doors where they are published', async () => {
    const { config, faults } = await load(compose.services.server);
    expect(faults).toEqual([]);
    const { http, grpc, tls, ice, redis, drainMs } = config.server;
    expect(compose.services.server.ports).toEqual([`443:${http.port}`, `${grpc.port}:${grpc.port}`]);
    expect([http.host, tls?.kind]).toEqual(['::', 'files']);
    expect(redis).toEqual([`redis://redis:6379`]);
    expect(drainMs).toBeGreaterThan(0);
    expect(ice).toMatchObject({ relayOnly: false, turn: { urls: { length: 3 }, proof: true } });
  });

  it('gives the server and coturn one secret and one set of URLs', async () => {
    const { server, 'turn-config': printer, coturn } = compose.services;
    expect(server.environment).toMatchObject({ RTC_CALL_TURN: printer.environment['RTC_CALL_TURN'] });
    for (const service of [server, printer]) expect(service.volumes).toContain('state:/state');
    expect(printer.entrypoint.at(-1)).toContain('rtc-call-server turn-config > /turn/turnserver.conf');
    expect(printer.volumes).toContain('turn:/turn');
    expect(coturn.volumes).toContain('turn:/turn:ro');
    expect(coturn.command).toContain('/turn/turnserver.conf');
  });

  it('leaves the port of HTTPS to the server, since both are at one address', async () => {
    const { config } = await load(compose.services.server);
    const taken = compose.services.server.ports.map((port) => Number(port.split(':')[0]));
    for (const url of config.server.ice.turn?.urls ?? []) expect(taken).not.toContain(parseTurnUrl(url)?.port);
  });

  it('names services and volumes that there are', () => {
    for (const { depends_on: needed = {}, volumes } of Object.values(compose.services)) {
      for (const name of Object.keys(needed)) expect(Object.keys(compose.services)).toContain(name);
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        if (!source.startsWith('/')) expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
  });
});

describe('the Dockerfile', () => {
  it('has the images that are built, with the command and the ports of the server', async () => {
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, stage]) => stage);
    for (const { build } of Object.values(compose.services)) if (build) expect(stages).toContain(build.target);
    const manifest: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
    expect(manifest).toMatchObject({ bin: { 'rtc-call-server': './bin/rtc-call-server.js' } });
    expect(dockerfile).toContain('ENTRYPOINT ["rtc-call-server"]');
    expect(dockerfile).toContain(`EXPOSE ${SERVER_DEFAULTS.httpPort} ${SERVER_DEFAULTS.grpcPort}`);
  });
});

const turnserver = coturnForTests();
describe.skipIf(turnserver === null || process.platform !== 'linux')('coturn, as compose.yaml starts it', () => {
  it('takes what turn-config prints, and serves every URL', async () => {
    const { values } = await load(compose.services['turn-config']);
    const { options, faults } = turnConfig(values);
    expect(faults).toEqual([]);
    const secret = 'a-secret-of-this-test';
    await writeFile(join(folder, 'turnserver.conf'), turnserverConf({ ...options, secret }));
    const command = [turnserver ?? '', ...compose.services.coturn.command.map(inside)];
    const coturn = await Companion.start(command, /Total General servers/, /Address already in use/);
    try {
      const signal = new AbortController().signal;
      const proofs = await Promise.all(options.urls.map((url) => proveTurn(url, { secret, signal })));
      // The certificate is the test's own.
      expect(proofs).toMatchObject([{ works: true }, { works: true }, { fault: { kind: 'certificate-untrusted' } }]);
    } finally {
      await coturn.kill();
    }
  });
});
