/**
 * STUN servers that anybody may use, kept up by others. Whoever uses them shows them the addresses of every participant,
 * so they are asked only where that was chosen (`--public-stun`).
 */
export const PUBLIC_STUN_URLS: readonly string[] = [
  // Cloudflare: https://developers.cloudflare.com/realtime/turn/what-is-turn/
  'stun:stun.cloudflare.com:3478',
  // Google, the best known, though without a promise.
  'stun:stun.l.google.com:19302',
];
