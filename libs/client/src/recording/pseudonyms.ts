/** What is replaced in a recording, by what stands in its place: `host-1`, `fingerprint-1`, … */
export type Secret = 'host' | 'user' | 'path' | 'fingerprint' | 'ufrag' | 'password' | 'person';

/** The same pseudonym for the same value, throughout one recording. */
export class Pseudonyms {
  readonly #known = new Map<Secret, Map<string, string>>();

  of(secret: Secret, value: string): string {
    // What was replaced already is not given another name.
    if (value.startsWith(`${secret}-`) && /^[a-z]+-\d+$/.test(value)) return value;
    const known = this.#known.get(secret) ?? new Map<string, string>();
    this.#known.set(secret, known);
    const pseudonym = known.get(value) ?? `${secret}-${known.size + 1}`;
    known.set(value, pseudonym);
    return pseudonym;
  }
}
