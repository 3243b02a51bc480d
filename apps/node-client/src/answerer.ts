import { ControlMessage, DescriptionType, type Signal } from '@rtc-call/contract';
import { PeerConnection } from 'node-datachannel';

export interface AnswererOptions {
  send(signal: Signal): void;
  log(line: string): void;
}

/** Answers the link that one participant offers, and holds its control channel. It sends no media. */
export class Answerer {
  readonly #options: AnswererOptions;
  readonly #connection = new PeerConnection('node-client', { iceServers: [] });
  /** Of the last offer: what is sent back carries the same names. */
  #naming: Pick<Signal, 'link' | 'generation' | 'negotiationId'> | null = null;

  constructor(options: AnswererOptions) {
    this.#options = options;
    const control = this.#connection.createDataChannel('control', { negotiated: true, id: 0 });
    control.onOpen(() => options.log('the control channel is open'));
    control.onMessage((bytes) => {
      const { message } = typeof bytes === 'string' ? {} : ControlMessage.fromBinary(new Uint8Array(bytes));
      if (message?.oneofKind !== 'ping') return;
      control.sendMessageBinary(ControlMessage.toBinary({ message: { oneofKind: 'pong', pong: message.ping } }));
    });
    this.#connection.onLocalDescription((sdp, type) => this.#described(sdp, type));
    this.#connection.onLocalCandidate((candidate, sdpMid) =>
      this.#send({ oneofKind: 'candidate', candidate: { candidate, sdpMid } }),
    );
    this.#connection.onGatheringStateChange((state) => {
      if (state === 'complete') this.#send({ oneofKind: 'endOfCandidates', endOfCandidates: {} });
    });
  }

  receive({ link, generation, negotiationId, payload }: Signal): void {
    if (payload.oneofKind === 'description' && payload.description.type === DescriptionType.OFFER) {
      this.#options.log('offers a link');
      this.#naming = { link, generation, negotiationId };
      this.#connection.setRemoteDescription(payload.description.sdp, 'offer');
    }
    if (payload.oneofKind === 'candidate') {
      this.#connection.addRemoteCandidate(payload.candidate.candidate, payload.candidate.sdpMid ?? '0');
    }
  }

  close(): void {
    this.#connection.close();
  }

  #described(sdp: string, type: string): void {
    if (type !== 'answer') return;
    this.#send({ oneofKind: 'description', description: { type: DescriptionType.ANSWER, sdp, media: [] } });
    this.#options.log('has our answer');
  }

  #send(payload: Signal['payload']): void {
    if (this.#naming !== null) this.#options.send({ ...this.#naming, payload });
  }
}
