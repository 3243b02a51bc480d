import type { LinkStatus, ParticipantSnapshot, SourceState } from '@rtc-call/client';
import { gradientOf, SELF_GRADIENT } from '../../look/gradient.ts';
import type { Strings } from '../../words/strings.ts';

/** What a tile shows of a person. */
export interface TilePerson {
  /** The name on the plate. */
  readonly name: string;
  /** What the initials are made of. */
  readonly initialsOf: string;
  readonly background: string;
  readonly microphoneOn: boolean;
  /** Whether their page went away a moment ago, to leave or to be back in the next. */
  readonly away: boolean;
  /** How the link to them is; `connected` for oneself. */
  readonly link: LinkStatus;
  /** Whether there is a picture to see now. */
  readonly pictured: boolean;
  /** What is played. One's own sound never is. */
  readonly tracks: readonly MediaStreamTrack[];
}

/** How a link is that a picture has come over. Before that there would be an empty tile, and the initials say more. */
const HAS_PICTURES: ReadonlySet<LinkStatus> = new Set(['connected', 'interrupted']);

/** This participant, as their own tile shows them. */
export function selfPerson(
  displayName: string,
  microphone: SourceState,
  camera: SourceState,
  strings: Strings,
): TilePerson {
  return {
    name: strings.you,
    initialsOf: displayName.trim() || strings.you,
    background: SELF_GRADIENT,
    microphoneOn: microphone.name === 'live',
    away: false,
    link: 'connected',
    pictured: camera.name === 'live',
    tracks: camera.name === 'live' ? [camera.track] : [],
  };
}

/** Somebody else. */
export function otherPerson(participant: ParticipantSnapshot, strings: Strings): TilePerson {
  const name = participant.displayName.trim() || strings.guest;
  return {
    name,
    initialsOf: name,
    background: gradientOf(participant.id),
    microphoneOn: participant.microphoneOn,
    away: participant.presence === 'away',
    link: participant.link,
    pictured: participant.cameraOn && participant.videoTrack !== null && HAS_PICTURES.has(participant.link),
    tracks: [participant.audioTrack, participant.videoTrack].filter((track) => track !== null),
  };
}
