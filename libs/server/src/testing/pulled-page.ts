import { JoinRequest, JoinResponse } from '@rtc-call/contract';
import { encodeFrame, FRAME_FLAGS } from '../grpc-web/frame.ts';

/** A page's stream of events by gRPC-Web, of which no more is read than is asked for. */
export class PulledPage {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #read: Buffer = Buffer.alloc(0);

  private constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  static async open(url: string, fetchBy: typeof fetch, request: JoinRequest): Promise<PulledPage> {
    const { body } = await fetchBy(`${url}/rtccall.v1.SignalingService/Join`, {
      method: 'POST',
      headers: { 'content-type': 'application/grpc-web+proto' },
      body: new Uint8Array(encodeFrame(FRAME_FLAGS.message, JoinRequest.toBinary(request))),
    });
    if (body === null) throw new Error('The response has no body');
    return new PulledPage(body.getReader());
  }

  /** The next event; 'over' when the stream has ended, in whatever way. */
  async next(): Promise<JoinResponse | 'over'> {
    const head = await this.#take(5);
    if (head === null || head.readUInt8(0) === FRAME_FLAGS.trailers) return 'over';
    const message = await this.#take(head.readUInt32BE(1));
    return message === null ? 'over' : JoinResponse.fromBinary(message);
  }

  async #take(bytes: number): Promise<Buffer | null> {
    while (this.#read.length < bytes) {
      const { value } = await this.#reader.read().catch(() => ({ value: undefined }));
      if (value === undefined) return null;
      this.#read = Buffer.concat([this.#read, value]);
    }
    const taken = this.#read.subarray(0, bytes);
    this.#read = this.#read.subarray(bytes);
    return taken;
  }
}
