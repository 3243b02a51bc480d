import { TurnError, type TurnFault } from './turn-fault.ts';

/** OpenSSL's words for a chain that does not end at anybody who is trusted. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_REVOKED',
  'INVALID_CA',
]);

/** What an error of a socket says about the server. */
export function connectionError(error: unknown): TurnError {
  return error instanceof TurnError ? error : new TurnError(faultOf(error), { cause: error });
}

function faultOf(error: unknown): TurnFault {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return { kind: 'no-such-host' };
    case 'ECONNREFUSED':
      return { kind: 'refused' };
    case 'ETIMEDOUT':
      return { kind: 'no-answer' };
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return { kind: 'certificate-expired', detail };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { kind: 'certificate-wrong-host', detail };
    case 'ECONNRESET':
    case 'EPIPE':
      return { kind: 'not-turn' };
    default:
      if (UNTRUSTED.has(code)) return { kind: 'certificate-untrusted', detail };
      if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return { kind: 'no-tls', detail };
      return { kind: 'unreachable', detail };
  }
}

/** Where a name has several addresses, and none can be had, Node gives their errors in one. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
