import { connect, createServer, type NetConnectOpts, type Server } from 'node:net';

/** Passes every connection on to another address, until either side ends it. */
export function passOn(to: NetConnectOpts): Server {
  return createServer((from) => {
    const onward = connect(to);
    from.pipe(onward).pipe(from);
    from.on('close', () => onward.destroy()).on('error', () => {});
    onward.on('close', () => from.destroy()).on('error', () => {});
  });
}
