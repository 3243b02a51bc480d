// The messages, the methods and the limits. The client and the server halves of
// the service have entries of their own: ./client and ./server.
export * from './gen/rtccall/v1/control.ts';
export * from './gen/rtccall/v1/error.ts';
export * from './gen/rtccall/v1/ice.ts';
export * from './gen/rtccall/v1/participant.ts';
export * from './gen/rtccall/v1/signal.ts';
export * from './gen/rtccall/v1/signaling.ts';
export { LIMITS, ROOM_NAME } from './limits.ts';
