import type { PeerConnections } from '../../ports/peer-connections.ts';

/** How much of a path is gone: all of it, or only what a page says and hears, as where the page stands still. */
export type Cut = 'nothing' | 'page' | 'path';

/**
 * A real connection whose path seems dead to its page. The browser's own packets
 * go on: only what the page says and hears over data channels is lost, and,
 * where the `path` is cut, what the statistics tell stays as it was.
 */
class CuttableConnection extends RTCPeerConnection {
  #cut: Cut = 'nothing';
  #lastReport: Promise<RTCStatsReport> | null = null;

  get isCut(): boolean {
    return this.#cut !== 'nothing';
  }

  cut(what: Cut): void {
    this.#cut = what;
    this.#lastReport = what === 'path' ? super.getStats() : null;
  }

  override getStats(selector?: MediaStreamTrack | null): Promise<RTCStatsReport> {
    return this.#lastReport ?? super.getStats(selector);
  }

  override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, init);
    const send = channel.send.bind(channel);
    Object.assign(channel, {
      send: (data: Uint8Array<ArrayBuffer>) => {
        if (this.#cut !== 'path') send(data);
      },
    });
    // Before the listeners of the page.
    channel.addEventListener('message', (event) => {
      if (this.isCut) event.stopImmediatePropagation();
    });
    return channel;
  }
}

/** The connections of one page, whose paths can be cut. */
export class CuttableConnections implements PeerConnections {
  readonly made: CuttableConnection[] = [];
  /** How often the page has asked for statistics. */
  asked = 0;

  get open(): CuttableConnection[] {
    return this.made.filter(({ signalingState }) => signalingState !== 'closed');
  }

  create(configuration: RTCConfiguration): RTCPeerConnection {
    const connection = new CuttableConnection(configuration);
    const getStats = connection.getStats.bind(connection);
    connection.getStats = (...args: Parameters<RTCPeerConnection['getStats']>) => {
      this.asked += 1;
      return getStats(...args);
    };
    this.made.push(connection);
    return connection;
  }

  createStream(): MediaStream {
    return new MediaStream();
  }

  /** Cuts those that there are; others, made later, are whole. */
  cut(what: Cut): void {
    for (const connection of this.open) connection.cut(what);
  }
}
