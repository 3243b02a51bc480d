/** An address as browsers show it: letters of any script, instead of their percent-encoding. It leads to the same place. */
export function readableAddress(href: string): string {
  return href.replace(/(?:%[\dA-F]{2})+/gi, (encoded) => {
    const text = decoded(encoded);
    return text !== null && /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? text : encoded;
  });
}

function decoded(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
