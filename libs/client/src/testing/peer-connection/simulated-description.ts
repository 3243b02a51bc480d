/** A media section of a SimulatedDescription. */
export interface SimulatedSection {
  /** Its `a=mid`. */
  readonly mid: string;
  readonly kind: 'audio' | 'video' | 'application';
}

/** What a description of a SimulatedPeerConnection says, in as much SDP as a negotiation reads. */
export interface SimulatedDescription {
  readonly type: 'offer' | 'answer';
  /** The username fragment of its ICE credentials. */
  readonly fragment: string;
  /** Different for each description ever made. */
  readonly serial: string;
  /** How much of what its maker wants to negotiate it covers. */
  readonly revision: number;
  /** In an answer the serial of its offer. */
  readonly answers: string;
  /** The serial of the offer that was agreed on last when it was made; empty before the first. */
  readonly base: string;
  readonly sections: readonly SimulatedSection[];
  /** The candidates that its maker had found under its fragment by the time it was read. */
  readonly candidates: readonly string[];
  /** Whether those are all. */
  readonly endOfCandidates: boolean;
}

export function toSessionDescription({ type, ...said }: SimulatedDescription): RTCSessionDescriptionInit {
  const sdp = [
    'v=0',
    `o=- ${said.serial} ${said.revision} IN IP4 127.0.0.1`,
    's=-',
    `a=ice-ufrag:${said.fragment}`,
    `a=answers:${said.answers}`,
    `a=base:${said.base}`,
    ...said.sections.flatMap(({ mid, kind }) => [`m=${kind}`, `a=mid:${mid}`]),
    ...said.candidates.map((candidate) => `a=${candidate}`),
    ...(said.endOfCandidates ? ['a=end-of-candidates'] : []),
    '',
  ];
  return { type, sdp: sdp.join('\r\n') };
}

/** @throws {DOMException} OperationError, as for an SDP with a fault in it. */
export function fromSessionDescription({ type, sdp = '' }: RTCSessionDescriptionInit): SimulatedDescription {
  const [, serial, revision] = /^o=- (\S+) (\d+) /m.exec(sdp) ?? [];
  const fragment = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
  const answers = /^a=answers:(\S*)/m.exec(sdp)?.[1];
  const base = /^a=base:(\S*)/m.exec(sdp)?.[1] ?? '';
  if (
    serial === undefined ||
    fragment === undefined ||
    answers === undefined ||
    (type !== 'offer' && type !== 'answer')
  ) {
    throw new DOMException('not a description', 'OperationError');
  }
  return {
    type,
    fragment,
    serial,
    revision: Number(revision),
    answers,
    base,
    sections: Array.from(sdp.matchAll(/^m=(audio|video|application)\r?\na=mid:(\S+)/gm), ([, kind, mid]) => ({
      kind: kind as SimulatedSection['kind'],
      mid: mid ?? '',
    })),
    candidates: Array.from(sdp.matchAll(/^a=(candidate:.*?)\r?$/gm), ([, candidate]) => candidate ?? ''),
    endOfCandidates: /^a=end-of-candidates/m.test(sdp),
  };
}
