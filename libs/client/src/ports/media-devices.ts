/** What the sources need of `navigator.mediaDevices`. */
export interface MediaDevicesPort {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  enumerateDevices(): Promise<MediaDeviceInfo[]>;
  /** Calls `listener` when a device comes or goes. Returns what ends it. */
  onDeviceChange(listener: () => void): () => void;
  /**
   * Whether the Permissions Policy of the page and its frames lets it use the
   * device at all. True where the browser does not tell.
   */
  policyAllows(feature: 'microphone' | 'camera'): boolean;
}
