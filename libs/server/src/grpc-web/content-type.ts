/** How frames travel: as they are, or in base64 (PROTOCOL-WEB.md, "Text-encoded streams"). */
export type Format = 'binary' | 'text';

/** The content types that are answered, for the words of a refusal. */
export const CONTENT_TYPES = 'application/grpc-web, application/grpc-web-text, each also with +proto, or text/plain';

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['application/grpc-web', 'binary'],
  ['application/grpc-web+proto', 'binary'],
  ['application/grpc-web-text', 'text'],
  ['application/grpc-web-text+proto', 'text'],
  // Binary too. Pages of other origins may send it without a preflight (Fetch standard, "CORS-safelisted
  // request-header"), for which there is no time in a page that goes away. The check of origins is the same.
  ['text/plain', 'binary'],
]);

/** Whether the sender means gRPC-Web, also in a variant that is not answered, such as `+json`. */
export function claimsGrpcWeb(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/grpc-web(?![a-z0-9.])/i.test(contentType);
}

/** The format of a request body, or undefined where the content type is not answered. */
export function requestFormat(contentType: string | undefined): Format | undefined {
  return contentType === undefined ? undefined : FORMATS.get(mediaType(contentType));
}

/** The format to answer in: the one that `Accept` names, or that of the request if it names both or none. */
export function responseFormat(accept: string | undefined, request: Format): Format {
  const accepted = new Set((accept ?? '').split(',').map((range) => FORMATS.get(mediaType(range))));
  accepted.delete(undefined);
  const [only] = accepted;
  return accepted.size === 1 && only !== undefined ? only : request;
}

/** The content type of a response. */
export function contentTypeOf(format: Format): string {
  return format === 'text' ? 'application/grpc-web-text+proto' : 'application/grpc-web+proto';
}

function mediaType(value: string): string {
  const [type = ''] = value.split(';', 1);
  return type.trim().toLowerCase();
}
