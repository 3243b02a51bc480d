import { browserPeerConnections } from '../../browser.ts';
import type { PeerConnections } from '../../ports/peer-connections.ts';

/** Real connections, remembered in the order in which they were made. */
export class RecordedConnections implements PeerConnections {
  readonly made: RTCPeerConnection[] = [];

  create(configuration: RTCConfiguration): RTCPeerConnection {
    const connection = browserPeerConnections.create(configuration);
    this.made.push(connection);
    return connection;
  }

  createStream(): MediaStream {
    return browserPeerConnections.createStream();
  }

  get open(): RTCPeerConnection[] {
    return this.made.filter(({ connectionState }) => connectionState !== 'closed');
  }
}
