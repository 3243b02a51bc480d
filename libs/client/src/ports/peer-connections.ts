/** Makes peer connections. A fake makes scripted ones. */
export interface PeerConnections {
  create(configuration: RTCConfiguration): RTCPeerConnection;
}
