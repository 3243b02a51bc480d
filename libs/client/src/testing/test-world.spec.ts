import { beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../call/call.ts';
import { FakeMediaDevices, MemoryStorage, type ScriptedParticipant, TestWorld } from './index.ts';

const OPTIONS = { server: 'https://call.example', room: 'room' } as const;

const names = ({ snapshot }: Call) => snapshot.participants.map(({ displayName }) => displayName);

describe('a world for tests', () => {
  let world: TestWorld;
  let ada: ScriptedParticipant;
  beforeEach(() => {
    world = new TestWorld();
    ada = world.addParticipant('Ada', { room: 'room' });
  });

  test('makes calls in place of `createCall`, and finds the same faults in their options', async () => {
    const { createCall } = world;
    expect(() => createCall({ server: 'nowhere', room: '' })).toThrow(/nowhere[^]*room/);
    const call = createCall({ ...OPTIONS, displayName: 'Ben' });
    ada.do({ kind: 'join' });
    void call.join();
    await world.advance(1_000);
    expect([names(call), ada.page && names(ada.page.call)]).toEqual([['Ada'], ['Ben']]);
  });

  test('does nothing before its clock is turned', async () => {
    const call = world.createCall(OPTIONS);
    void call.join();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(call.snapshot.phase.name).toBe('joining');
    await world.advance(500);
    expect(call.snapshot.phase.name).toBe('joined');
  });

  test('says after how long, and in which run, something was not so', async () => {
    await expect(world.until(() => ada.page !== null, 1_000)).rejects.toThrow('within 1000 ms');
    expect(world.clock.now()).toBe(1_000);
    await expect(new TestWorld({ seed: 77 }).until(() => false, 10)).rejects.toThrow('seed 77');
  });

  test('gives the same run for the same seed', async () => {
    const run = async (seed: number) => {
      const world = new TestWorld({ seed });
      const call = world.createCall(OPTIONS);
      const times: number[] = [];
      call.subscribe(() => times.push(world.clock.now()));
      world.addParticipant('Ada', { room: 'room' }).do({ kind: 'join' });
      void call.join();
      await world.advance(5_000);
      return times;
    };
    expect(await run(5)).toEqual(await run(5));
    expect(await run(5)).not.toEqual(await run(6));
  });

  test('has pages whose devices can be refused, and which are told on whoever is in front of them', async () => {
    const you = world.openPage('You', { room: 'room', displayName: 'You there' });
    you.devices.permission.camera = false;
    ada.do({ kind: 'join' });
    void you.call.join();
    you.do({ kind: 'turn-on', source: 'camera' });
    you.do({ kind: 'turn-on', source: 'microphone' });
    await world.advance(1_000);
    expect(you.call.snapshot.camera.state).toMatchObject({ name: 'failed', failure: { reason: 'denied' } });
    expect(ada.page?.call.snapshot.participants).toMatchObject([
      { displayName: 'You there', microphoneOn: true, cameraOn: false },
    ]);
    you.die();
    expect(you.devices.liveTracks).toEqual([]);
  });

  test('reloads a page with its storage and its devices', async () => {
    const devices = new FakeMediaDevices();
    const opened: Call[] = [];
    const you = world.addParticipant('You', { room: 'room', devices, opened: ({ call }) => opened.push(call) });
    you.do({ kind: 'open' });
    you.do({ kind: 'turn-on', source: 'microphone' });
    await world.advance(100);
    expect(opened[0]?.snapshot.phase.name).toBe('idle');
    you.do({ kind: 'join' });
    await world.advance(1_000);
    you.do({ kind: 'reload', takesMs: 700 });
    await world.advance(2_000);
    expect(opened).toHaveLength(2);
    expect(opened[1]?.snapshot.selfId).toBe(opened[0]?.snapshot.selfId);
    expect(opened[1]?.snapshot.microphone.state.name).toBe('live');
    expect(devices.liveTracks).toHaveLength(1);
  });

  test('opens a page with the storage of another, as a tab that was duplicated', async () => {
    const first = world.openPage('You', { room: 'room' });
    void first.call.join();
    await world.advance(500);
    const second = world.openPage('You again', { room: 'room', storage: new MemoryStorage(first.storage) });
    await world.advance(500);
    expect(second.call.snapshot.phase.name).toBe('idle');
  });
});
