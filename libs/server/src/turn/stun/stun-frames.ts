import { STUN_HEADER_BYTES } from './stun-message.ts';

/** Takes a stream apart into the messages in it: STUN says its length, and ChannelData too (RFC 8656, section 12.5). */
export class StunFrames {
  #rest: Buffer = Buffer.alloc(0);

  /** Takes what came next, and gives the messages that are whole by now. */
  push(bytes: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const frames: Buffer[] = [];
    for (let length = this.#wholeLength(); length !== null; length = this.#wholeLength()) {
      frames.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
    }
    return frames;
  }

  #wholeLength(): number | null {
    const rest = this.#rest;
    if (rest.length < 4) return null;
    const said = rest.readUInt16BE(2);
    // Channel numbers begin with the bits 01, STUN messages with 00; over a stream ChannelData is padded.
    const isChannelData = rest.readUInt8(0) >> 6 === 1;
    const length = isChannelData ? 4 + Math.ceil(said / 4) * 4 : STUN_HEADER_BYTES + said;
    return rest.length < length ? null : length;
  }
}
