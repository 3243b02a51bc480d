import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceKind, SourceSnapshot } from '../call/snapshot.ts';
import { FakeMediaDevices, TWO_OF_EACH } from '../testing/fake-media-devices.ts';
import type { Source } from './source.ts';
import { createSources, type Sources } from './sources.ts';

// Anything may happen at any time, and answers come in any order. A failure
// prints its seed and the shortest steps that lead to it.

const KINDS: readonly SourceKind[] = ['microphone', 'camera'];
const REFUSALS = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'OverconstrainedError', 'TypeError'] as const;

const kind = fc.constantFrom(...KINDS);
const deviceNumber = fc.constantFrom(1, 2);
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('turnOn', 'turnOff'), kind }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('release'), kind }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('choose'), kind, deviceId: fc.option(deviceNumber) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('answer'), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('refuse'), which: fc.nat(5), error: fc.constantFrom(...REFUSALS) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('plug', 'use'), kind, deviceId: deviceNumber }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('take-away'), kind }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait') }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly devices: FakeMediaDevices;
  readonly sources: Sources;
  readonly lies: SourceSnapshot[] = [];
  /** By the last command. */
  readonly wanted: Record<SourceKind, boolean> = { microphone: false, camera: false };

  constructor(oneAtATime: boolean) {
    this.devices = new FakeMediaDevices({ devices: TWO_OF_EACH, manual: true, oneAtATime });
    this.sources = createSources(this.devices);
    for (const source of this.all) source.subscribe((snapshot) => void (isTrue(snapshot) || this.lies.push(snapshot)));
  }

  get all(): readonly Source[] {
    return Object.values(this.sources);
  }

  async take(step: Step): Promise<void> {
    const { devices, sources, wanted } = this;
    switch (step.type) {
      case 'turnOn':
      case 'turnOff':
      case 'release':
        wanted[step.kind] = step.type === 'turnOn';
        void sources[step.kind][step.type]();
        break;
      case 'choose':
        void sources[step.kind].chooseDevice(step.deviceId === null ? null : `${step.kind}-${step.deviceId}`);
        break;
      case 'answer':
        devices.pending[step.which % devices.pending.length]?.answer();
        break;
      case 'refuse':
        devices.pending[step.which % devices.pending.length]?.refuse(step.error);
        break;
      case 'plug':
        this.plug(`${step.kind}-${step.deviceId}`, (pluggedIn) => !pluggedIn);
        break;
      case 'use':
        this.use(`${step.kind}-${step.deviceId}`, (busy) => !busy);
        break;
      case 'take-away':
        devices.revoke(step.kind);
        devices.permission[step.kind] = true;
        break;
      case 'wait':
        await this.wait();
    }
  }

  plug(deviceId: string, next: (pluggedIn: boolean) => boolean): void {
    const device = TWO_OF_EACH.find((known) => known.deviceId === deviceId);
    const pluggedIn = this.devices.isPluggedIn(deviceId);
    if (device === undefined || next(pluggedIn) === pluggedIn) return;
    if (pluggedIn) this.devices.unplug(deviceId);
    else this.devices.plugIn(device);
  }

  use(deviceId: string, next: (busy: boolean) => boolean): void {
    if (!this.devices.isPluggedIn(deviceId)) return;
    const device = this.devices.device(deviceId);
    device.busy = next(device.busy ?? false);
  }

  /** Lets everything happen that waits for no answer. Then what is held is what is shown. */
  async wait(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    expect(this.lies).toEqual([]);
    const shown = this.all.map(({ currentTrack }) => currentTrack).filter((track) => track !== null);
    expect(new Set(this.devices.liveTracks)).toEqual(new Set(shown));
  }

  /** Answers everything until nothing is asked any more. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await this.wait();
      if (this.devices.pending.length === 0) return;
      while (this.devices.pending.length > 0) this.devices.pending[0]?.answer();
    }
    throw new Error('it never settles');
  }

  /** Every device is there, and free. */
  heal(): void {
    for (const { deviceId } of TWO_OF_EACH) {
      this.plug(deviceId, () => true);
      this.use(deviceId, () => false);
    }
  }
}

/** Nothing is told to be live that is not, and nothing to be muted that can be heard. */
function isTrue({ state }: SourceSnapshot): boolean {
  if (state.name !== 'live' && state.name !== 'muted') return true;
  return state.track.readyState === 'live' && state.track.enabled === (state.name === 'live');
}

const allowed: Readonly<Record<SourceKind, { on: readonly string[]; off: readonly string[] }>> = {
  microphone: { on: ['live', 'failed'], off: ['off', 'muted', 'failed'] },
  camera: { on: ['live', 'failed'], off: ['off'] },
};

describe('sources, whatever happens in whatever order', () => {
  it('hold what they show, agree with the last command, and work again when the devices do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), fc.boolean(), async (steps, oneAtATime) => {
        const world = new World(oneAtATime);
        for (const each of steps) await world.take(each);
        await world.settle();
        for (const { snapshot } of world.all) {
          expect(allowed[snapshot.kind][world.wanted[snapshot.kind] ? 'on' : 'off']).toContain(snapshot.state.name);
        }

        world.heal();
        for (const source of world.all) if (world.wanted[source.snapshot.kind]) void source.turnOn();
        await world.settle();
        for (const { snapshot, currentTrack } of world.all) {
          if (!world.wanted[snapshot.kind]) continue;
          expect(snapshot.state.name).toBe('live');
          const { chosenDeviceId } = snapshot;
          if (chosenDeviceId !== null) expect(currentTrack?.getSettings().deviceId).toBe(chosenDeviceId);
        }

        for (const source of world.all) source.dispose();
        await world.settle();
        expect(world.devices.liveTracks).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
