import { type ChildProcess, spawn } from 'node:child_process';
import { hasBrowsers } from '@rtc-call/lab';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { useParticipants } from './support/participants.ts';

const MAIN = new URL('../../node-client/src/main.ts', import.meta.url).pathname;

describe.skipIf(!hasBrowsers('chromium'))('the Node example', () => {
  const participants = useParticipants('chromium');
  let child: ChildProcess | null = null;
  afterEach(() => child?.kill());

  it('joins over plain gRPC, prints the roster, and exchanges descriptions with a browser', async () => {
    let output = '';
    child = spawn(process.execPath, [MAIN, inject('grpcAddress'), 'with-node', 'Node'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const printed = (line: string) => expect.poll(() => output).toContain(line);

    await printed('In with-node: Node\n');
    const page = await participants.open('chromium', 'with-node');
    await page.join('Browser');
    await printed('In with-node: Node, Browser\n');
    await printed('Browser: offers a link\n');
    await printed('Browser: has our answer\n');
    await printed('Browser: the control channel is open\n');
    await expect.poll(() => page.tile('Node').count()).toBe(1);
    await page.leave();
    await expect.poll(() => output.trimEnd().endsWith('In with-node: Node')).toBe(true);
  });
});
