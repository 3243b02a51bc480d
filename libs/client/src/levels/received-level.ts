/** What is needed of the RTCRtpReceiver of somebody's microphone. */
export type LevelReceiver = Pick<RTCRtpReceiver, 'getSynchronizationSources'>;

/**
 * Reads how loud somebody else is from what their browser wrote beside the
 * sound (RFC 6464), which costs no decoding and no audio graph here.
 *
 * Browsers keep the level of the last packet for ten seconds
 * (https://www.w3.org/TR/webrtc/#dom-rtcrtpreceiver-getsynchronizationsources),
 * so one that is no newer than at the reading before means that nothing comes.
 */
export class ReceivedLevel {
  readonly #receiver: LevelReceiver;
  #lastPacketAt = -Infinity;

  constructor(receiver: LevelReceiver) {
    this.#receiver = receiver;
  }

  /** From 0 to 1. */
  read(): number {
    const newest = this.#receiver
      .getSynchronizationSources()
      .reduce<RTCRtpSynchronizationSource | null>(
        (best, source) => (best === null || source.timestamp > best.timestamp ? source : best),
        null,
      );
    if (newest === null || newest.timestamp <= this.#lastPacketAt) return 0;
    this.#lastPacketAt = newest.timestamp;
    return newest.audioLevel ?? 0;
  }
}
