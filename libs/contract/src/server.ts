export type { ISignalingService } from './gen/rtccall/v1/signaling.server.ts';
