import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networkLabForTests } from '../../../../tools/network-lab.mjs';
import { labFolder, ofLab } from './lab-name.ts';
import { TURN } from './lab-plan.ts';
import { NetworkLab } from './network-lab.ts';
import { namespaceNames } from './remove-lab.ts';
import { runProgram } from './run-program.ts';
import { UdpEnd } from './testing/udp-end.ts';

/** Two ports of a machine on the public net. */
const PORTS = [5_001, 5_002] as const;
/** Within that what arrives at all has arrived, in milliseconds. */
const ARRIVES_WITHIN_MS = 300;
const arrived = () => new Promise((resolve) => setTimeout(resolve, ARRIVES_WITHIN_MS));

describe.skipIf(!networkLabForTests())('a lab', () => {
  let lab: NetworkLab;
  let inside: UdpEnd;
  let outside: readonly [UdpEnd, UdpEnd];
  beforeAll(async () => {
    lab = await NetworkLab.build();
    const { turn } = lab.backbone;
    outside = [await UdpEnd.open(turn, PORTS[0]), await UdpEnd.open(turn, PORTS[1])];
    inside = await UdpEnd.open(lab.west.home(0).namespace);
  });
  afterEach(() => lab.reset());
  afterAll(async () => {
    await Promise.all([inside, ...outside].map((end) => end.close()));
    await lab[Symbol.asyncDispose]();
  });

  const seenFrom = (port: number) => inside.askWhoIAm(TURN.ipv4, port);

  it('has ordinary NATs, which show one address to everybody, and let in only whom was spoken to', async () => {
    const [host = '', port] = (await seenFrom(PORTS[0])).split(':');
    expect(host).toBe(lab.west.publicAddress);
    expect(await seenFrom(PORTS[1])).toBe(`${host}:${port}`);

    const stranger = await UdpEnd.open(lab.backbone.signaling);
    stranger.send('from a stranger', host, Number(port));
    outside[1].send('from a friend', host, Number(port));
    await expect.poll(() => inside.heard).toContain('from a friend');
    await arrived();
    expect(inside.heard).not.toContain('from a stranger');
    await stranger.close();
  });

  it('has symmetric NATs, which show another address to each', async () => {
    const before = await seenFrom(PORTS[0]);
    await lab.west.become({ nat: 'symmetric' });
    const after = [await seenFrom(PORTS[0]), await seenFrom(PORTS[1])];
    expect(new Set([before, ...after]).size).toBe(3);
    expect(await seenFrom(PORTS[0])).toBe(after[0]);
  });

  it('moves a net to another uplink, and with it to another address', async () => {
    await lab.west.useUplink(1);
    expect(lab.west.publicAddress).toBe('203.0.113.201');
    expect(await seenFrom(PORTS[0])).toContain(`${lab.west.publicAddress}:`);
    await lab.reset();
    expect(await seenFrom(PORTS[0])).toContain('203.0.113.101:');
  });

  it('gives a machine another address', async () => {
    const before = await seenFrom(PORTS[0]);
    const home = lab.west.home(0);
    await home.changeAddress();
    expect(await seenFrom(PORTS[0])).toContain(`${lab.west.publicAddress}:`);
    const listed = await runProgram([...home.namespace.prefix, 'ip', '-json', 'address', 'show', 'eth0']);
    expect([listed.includes('10.0.1.102'), listed.includes('10.0.1.2"')]).toEqual([true, false]);
    await lab.reset();
    expect((await seenFrom(PORTS[0])).split(':')[0]).toBe(before.split(':')[0]);
  });

  it.each(['no-udp', 'only-443'] as const)(
    'lets no UDP through where %s is open, not even what was let before',
    async (open) => {
      await seenFrom(PORTS[0]);
      await lab.west.become({ open });
      inside.send('through a wall', TURN.ipv4, PORTS[0]);
      await arrived();
      expect(outside[0].heard).not.toContain('through a wall');
    },
  );

  it('pulls a cable, and plugs it in again', async () => {
    await lab.west.home(0).link('down');
    inside.send('without a cable', TURN.ipv4, PORTS[0]);
    await arrived();
    expect(outside[0].heard).not.toContain('without a cable');
    await lab.west.home(0).link('up');
    expect(await seenFrom(PORTS[0])).toContain('203.0.113.101:');
  });

  it('loses packets at random, and counts those that pass', async () => {
    const before = await lab.west.counters();
    await lab.west.become({ lossPercent: 30 });
    for (let number = 0; number < 1_000; number += 1) inside.send(`lossy ${number}`, TURN.ipv4, PORTS[0]);
    await arrived();
    const passed = outside[0].heard.filter((text) => text.startsWith('lossy')).length;
    // Seven standard deviations to either side.
    expect(passed).toBeGreaterThan(600);
    expect(passed).toBeLessThan(800);
    expect((await lab.west.counters()).turnUdp - before.turnUdp).toBe(passed);
  });

  it('is gone when its process is, however that went', async () => {
    const child = fork(new URL('testing/dies-main.ts', import.meta.url).pathname, { execArgv: [] });
    const [name] = (await once(child, 'message')) as [string];
    const remains = async () => [
      ...ofLab(name, await namespaceNames()),
      ...(existsSync(labFolder(name)) ? ['files'] : []),
    ];
    expect((await remains()).length).toBeGreaterThan(5);
    child.kill('SIGKILL');
    await expect.poll(remains).toEqual([]);
  });
});
