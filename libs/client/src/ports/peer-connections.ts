/** Makes peer connections and what they need. A fake makes scripted ones. */
export interface PeerConnections {
  create(configuration: RTCConfiguration): RTCPeerConnection;
  /** An empty stream, by which the other end knows which tracks to play in sync. */
  createStream(): MediaStream;
}
