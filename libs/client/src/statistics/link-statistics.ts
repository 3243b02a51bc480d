/** The statistics of each link that there is, by the id of the participant at its other end. */
export type CallStatistics = ReadonlyMap<string, LinkStatistics>;

/**
 * How one link fares, from one sample to the next. The same in every browser;
 * null is what a browser does not tell, or what only a second sample shows.
 */
export interface LinkStatistics {
  /** When it was sampled, in milliseconds since the epoch. */
  readonly at: number;
  /** Which of the links to the participant it is. One of a higher generation has taken over, and counts anew. */
  readonly generation: number;
  /** There and back over the path, in milliseconds, as the last check of it found. */
  readonly roundTripMs: number | null;
  /** The pair of candidates that carries the link; null before there is one. */
  readonly path: LinkPath | null;
  readonly sent: SentStatistics;
  readonly received: ReceivedStatistics;
}

/** The selected candidate pair (RFC 8445). */
export interface LinkPath {
  readonly local: PathEnd;
  readonly remote: PathEnd;
}

/** One of its two candidates. */
export interface PathEnd {
  /** RFC 8445, section 4: of this machine, seen by a STUN server, seen by the other end, or of a TURN server. */
  readonly type: 'host' | 'srflx' | 'prflx' | 'relay';
  /** Between the two ends; of a relay it is the protocol behind it, which is always UDP. */
  readonly protocol: 'udp' | 'tcp';
  /** Between this machine and its TURN server. Null where the candidate is no relay's, and for the other end. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null;
  /** IP address, or the mDNS name that stands for one. Null where the browser conceals it. */
  readonly address: string | null;
  readonly port: number | null;
}

/** What goes to the other end. */
export interface SentStatistics {
  /** Of all that goes over the path, in bits per second. */
  readonly bitrate: number | null;
  /** Null while there is no such stream. */
  readonly audio: StreamStatistics | null;
  readonly video: SentVideoStatistics | null;
}

/** What comes from the other end. */
export interface ReceivedStatistics {
  /** Of all that comes over the path, in bits per second. Only 0 means that nothing comes at all. */
  readonly bitrate: number | null;
  /** Null while there is no such stream. */
  readonly audio: StreamStatistics | null;
  readonly video: ReceivedVideoStatistics | null;
}

/** One RTP stream. Counts are those since the sample before. */
export interface StreamStatistics {
  /** Payload without RTP's headers, in bits per second. */
  readonly bitrate: number | null;
  readonly packets: number | null;
  /**
   * How many of the packets were lost on the way, from 0 to 1: of what comes, since the sample before; of what is sent,
   * as the other end reported last (RTCP, RFC 3550, section 6.4).
   */
  readonly lossFraction: number | null;
  /** How unevenly the packets arrive, in milliseconds (RFC 3550, section 6.4.1). Of what is sent, as the other end reported last. */
  readonly jitterMs: number | null;
}

/** A stream of pictures. Null while there is no picture. */
export interface VideoStatistics extends StreamStatistics {
  readonly framesPerSecond: number | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface SentVideoStatistics extends VideoStatistics {
  /** Why less is sent than the camera gives. Only Chromium tells. */
  readonly limitation: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
}

export interface ReceivedVideoStatistics extends VideoStatistics {
  /** How often the picture stood still for noticeably longer than usual (W3C webrtc-stats, freezeCount). */
  readonly freezes: number | null;
}
