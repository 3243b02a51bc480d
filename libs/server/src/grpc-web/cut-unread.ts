import { constants, type Http2Session } from 'node:http2';
import { type HttpResponse, isGone } from './http.ts';

/** Cuts what carries a response that has been ended, unless the client takes its last byte in time. */
export function cutUnlessRead(response: HttpResponse, withinMs: number): void {
  if (isGone(response) || withinMs === Number.POSITIVE_INFINITY) return;
  const timer = setTimeout(() => {
    if ('stream' in response) cutStream(response.stream, withinMs);
    else if (!response.writableFinished) response.destroy();
  }, withinMs);
  response.once('close', () => clearTimeout(timer));
}

type ServerStream = Extract<HttpResponse, { stream: unknown }>['stream'];

function cutStream(stream: ServerStream, withinMs: number): void {
  if (stream.destroyed || stream.writableFinished) return;
  const { session } = stream;
  stream.close(constants.NGHTTP2_CANCEL);
  stream.destroy();
  if (session !== undefined) cutUnlessAlive(session, withinMs);
}

/** One stream that is not read says nothing of the others on its connection. Who does not even answer a ping reads none of them. */
function cutUnlessAlive(session: Http2Session, withinMs: number): void {
  if (session.destroyed) return;
  const timer = setTimeout(() => session.destroy(), withinMs);
  const settle = () => clearTimeout(timer);
  session.once('close', settle);
  session.ping(() => {
    session.off('close', settle);
    settle();
  });
}
