export { eventually, RedisClusterProcess, RedisProcess, type RedisProcessOptions } from '../redis-log/testing/index.ts';
export { type CertificateFiles, certificateFiles } from '../turn/testing/certificate-files.ts';
export { type TurnServerOptions, TurnServerProcess } from '../turn/testing/turn-server-process.ts';
export { Companion } from './companion.ts';
export { freePorts } from './free-ports.ts';
