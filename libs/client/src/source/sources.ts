import type { SourceKind } from '../call/snapshot.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import { acquireTogether } from './acquire-together.ts';
import { SourceDriver } from './source.driver.ts';
import type { Source } from './source.ts';

/** The two sources of a participant. */
export type Sources = Readonly<Record<SourceKind, Source>>;

/** Two sources, both off. Turned on in the same tick they share one prompt. */
export function createSources(devices: MediaDevicesPort): Sources {
  const acquire = acquireTogether(devices);
  return {
    microphone: new SourceDriver('microphone', devices, acquire),
    camera: new SourceDriver('camera', devices, acquire),
  };
}
