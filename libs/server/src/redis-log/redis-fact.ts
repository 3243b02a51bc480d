/** What an operator can be told of the connection to Redis: for a log. Holds no secret. */
export type RedisFact =
  /** Commands can be sent again, or for the first time. */
  | { readonly kind: 'connected' }
  /** Commands cannot be sent until further notice. It tries again by itself, for ever. */
  | { readonly kind: 'disconnected'; readonly detail: string }
  /** Another server gave Redis another secret while both were away from it. The tokens of each mean nothing to the other. */
  | { readonly kind: 'secret-differs' };
