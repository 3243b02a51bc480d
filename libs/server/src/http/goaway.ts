import { constants, type Http2Session } from 'node:http2';

/** The largest there can be: it says that streams still on their way are served, too. */
const LAST_STREAM_ID = 2 ** 31 - 1;

/** Refuses nothing, but asks the client to open a new connection for what comes next (RFC 9113, section 6.8). */
export function leadToNewConnection(session: Http2Session): void {
  session.goaway(constants.NGHTTP2_NO_ERROR, LAST_STREAM_ID);
}
