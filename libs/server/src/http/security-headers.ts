/** What every page of the demo is served with. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  // Nothing from elsewhere. Styles inline, because pages and elements set some; media are streams and blobs.
  'content-security-policy': [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "object-src 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
  // A room's name stands in the address, and whoever knows it can enter.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** What the element's bundle is served with: any page may load it. */
export const BUNDLE_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
};
