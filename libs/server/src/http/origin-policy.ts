/**
 * Whether a page of this origin may use the API.
 * @param origin the `Origin` header; undefined where the request has none, which is no page of another origin.
 * @param authority the host and port that the request was sent to.
 */
export type OriginPolicy = (origin: string | undefined, authority: string | undefined) => boolean;

/**
 * Admits the server's own pages and an exact list of origins.
 *
 * Own means the same host and port. The scheme is not compared: behind a proxy
 * that ends TLS the page says `https`, and this server sees plain HTTP.
 * @param allowed origins as a browser writes them: scheme, host, and port where it is not the scheme's own.
 */
export function createOriginPolicy(allowed: readonly string[]): OriginPolicy {
  const list = new Set(allowed);
  return (origin, authority) => origin === undefined || list.has(origin) || isOwn(origin, authority);
}

function isOwn(origin: string, authority: string | undefined): boolean {
  if (authority === undefined || !URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const own = `${protocol}//${authority}`;
  return URL.canParse(own) && new URL(own).host === host;
}
