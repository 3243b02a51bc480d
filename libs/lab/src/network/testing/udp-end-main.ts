// The process of udp-end.ts. It answers each `who am I` with the address that it sees, and passes on what else it hears.
import { createSocket } from 'node:dgram';

const [port = '0'] = process.argv.slice(2);
const socket = createSocket('udp4');

socket.on('message', (data, { address, port: from }) => {
  if (String(data) === 'who am I') socket.send(`${address}:${from}`, from, address);
  else process.send?.(String(data));
});
process.on('message', ({ text, host, port: to }: { text: string; host: string; port: number }) => {
  // Where no route is there is nothing to hear.
  socket.send(text, to, host, () => {});
});
process.once('disconnect', () => process.exit());
socket.bind(Number(port), () => process.send?.('ready'));
