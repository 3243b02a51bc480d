export { type ISignalingServiceClient, SignalingServiceClient } from './gen/rtccall/v1/signaling.client.ts';
