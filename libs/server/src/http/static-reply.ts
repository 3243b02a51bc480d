import type { HttpRequest } from './exchange.ts';
import type { Reply } from './reply.ts';
import type { StaticFile } from './static-folder.ts';

/** A year, which is what caches take for ever. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The answer that carries a file, or says that the reader's copy is still good (RFC 9110, section 13.1.2). */
export function staticReply(request: HttpRequest, file: StaticFile, headers: Readonly<Record<string, string>>): Reply {
  const common = {
    ...headers,
    etag: file.etag,
    'cache-control': file.immutable ? IMMUTABLE : 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  };
  if (matches(request.headers['if-none-match'], file.etag)) return { status: 304, headers: common, body: '' };
  const { encoding, body } = negotiate(request.headers['accept-encoding'], file);
  return {
    status: 200,
    headers: {
      ...common,
      'content-type': file.mediaType,
      ...(encoding === null ? {} : { 'content-encoding': encoding }),
    },
    body,
  };
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((candidate) => {
    const tag = candidate.trim();
    return tag === '*' || withoutWeakness(tag) === withoutWeakness(etag);
  });
}

/** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
function withoutWeakness(etag: string): string {
  return etag.replace(/^W\//, '');
}

function negotiate(acceptEncoding: string | string[] | undefined, file: StaticFile) {
  const accepted = acceptedCodings(String(acceptEncoding ?? ''));
  if (file.brotli !== null && accepted.has('br')) return { encoding: 'br', body: file.brotli };
  if (file.gzip !== null && accepted.has('gzip')) return { encoding: 'gzip', body: file.gzip };
  return { encoding: null, body: file.identity };
}

/** The content codings a client takes. Weights other than "not at all" make no difference here. */
function acceptedCodings(header: string): ReadonlySet<string> {
  const codings = new Set<string>();
  for (const part of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) codings.add(coding);
  }
  return codings;
}
