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
}

export function toSessionDescription({ type, ...said }: SimulatedDescription): RTCSessionDescriptionInit {
  const sdp = [
    'v=0',
    `o=- ${said.serial} ${said.revision} IN IP4 127.0.0.1`,
    's=-',
    `a=ice-ufrag:${said.fragment}`,
    `a=answers:${said.answers}`,
    '',
  ];
  return { type, sdp: sdp.join('\r\n') };
}

/** @throws {DOMException} OperationError, as for an SDP with a fault in it. */
export function fromSessionDescription({ type, sdp = '' }: RTCSessionDescriptionInit): SimulatedDescription {
  const origin = /^o=- (\S+) (\d+) /m.exec(sdp);
  const fragment = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
  const answers = /^a=answers:(\S*)/m.exec(sdp)?.[1];
  const [, serial, revision] = origin ?? [];
  if (
    serial === undefined ||
    fragment === undefined ||
    answers === undefined ||
    (type !== 'offer' && type !== 'answer')
  ) {
    throw new DOMException('not a description', 'OperationError');
  }
  return { type, fragment, serial, revision: Number(revision), answers };
}
