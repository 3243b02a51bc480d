import { CallError } from '../errors/call-error.ts';
import type { HttpPort } from '../ports/http.ts';

/** What a page must know of a server before it opens a stream to it. */
export interface ServerAbout {
  /** Whether the server admits pages of this page's origin. */
  readonly originAllowed: boolean;
  /** This page's origin as the server saw it; null for a page of its own. */
  readonly origin: string | null;
  /** The protocol between this browser and the server; see ProbeResponse. */
  readonly protocol: string;
}

/**
 * Asks `/rtc-call/about`, which answers every origin.
 * @throws {CallError} `server-unreachable`
 */
export async function askAbout(http: HttpPort, server: string, signal: AbortSignal): Promise<ServerAbout> {
  const url = `${server}/rtc-call/about`;
  const response = await http.probe(url, signal).catch((cause: unknown) => {
    throw new CallError(
      'server-unreachable',
      `The call server at ${server} does not answer. Check the address, and that the server is running.`,
      { cause, retryable: true },
    );
  });
  const origin = readOrigin(response.body);
  if (response.status !== 200 || origin === null) {
    // Where a proxy stands before a server that is being restarted, the proxy answers.
    const retryable = response.status >= 500;
    throw new CallError('server-unreachable', `What answers at ${server} is no rtc-call server.`, { retryable });
  }
  return { originAllowed: origin.allowed, origin: origin.value, protocol: response.protocol };
}

/** The error for a page that the server does not admit; null for one it does. */
export function originFault(about: ServerAbout, server: string): CallError | null {
  if (about.originAllowed) return null;
  return new CallError(
    'origin-refused',
    `The call server at ${server} does not admit pages from ${about.origin ?? 'this origin'}. ` +
      `Whoever runs it can allow them with --allow-origin ${about.origin ?? 'ORIGIN'}.`,
  );
}

function readOrigin(body: unknown): { value: string | null; allowed: boolean } | null {
  if (typeof body !== 'object' || body === null || !('name' in body) || body.name !== 'rtc-call') return null;
  if (!('origin' in body) || typeof body.origin !== 'object' || body.origin === null) return null;
  const { value, allowed } = body.origin as { value?: unknown; allowed?: unknown };
  if (typeof allowed !== 'boolean') return null;
  return { value: typeof value === 'string' ? value : null, allowed };
}
