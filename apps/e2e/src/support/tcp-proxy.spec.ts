import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Target, TcpProxy } from './tcp-proxy.ts';

/** Long enough for what would arrive over loopback to have arrived, in milliseconds. */
const ARRIVES_WITHIN_MS = 100;

const servers: Server[] = [];
const sockets: Socket[] = [];
let proxy: TcpProxy | null = null;
afterEach(async () => {
  await proxy?.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server that greets with its name and then repeats what it hears. */
async function greeter(name: string): Promise<Target & { readonly ends: string[] }> {
  const ends: string[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.write(name);
    socket.pipe(socket);
    socket.on('end', () => ends.push('end'));
    socket.on('error', () => ends.push('reset'));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, ends };
}

/** Nobody listens on its port. */
async function nobody(): Promise<Target> {
  const { port } = await greeter('');
  servers.pop()?.close();
  return { port };
}

async function client(through: TcpProxy): Promise<{ socket: Socket; heard: () => string; ends: string[] }> {
  const { hostname, port } = new URL(`tcp://${through.host}`);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let heard = '';
  const ends: string[] = [];
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  socket.on('end', () => ends.push('end'));
  socket.on('error', () => ends.push('reset'));
  await once(socket, 'connect');
  return { socket, heard: () => heard, ends };
}

const quiet = () => new Promise((resolve) => setTimeout(resolve, ARRIVES_WITHIN_MS));

it('leads to the servers in turn, and past one that refuses or is not ready', async () => {
  const unready = { ...(await greeter('unready')), isReady: async () => false };
  proxy = await TcpProxy.listen(await greeter('a'), await nobody(), unready, await greeter('b'));
  const heard: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const { heard: hears } = await client(proxy);
    await expect.poll(hears).not.toBe('');
    heard.push(hears());
  }
  expect(heard).toEqual(['a', 'b', 'b', 'b']);
});

it('leads to one that is not ready where no other is there, and to nobody where none is', async () => {
  proxy = await TcpProxy.listen({ ...(await greeter('unready')), isReady: async () => false }, await nobody());
  const led = await client(proxy);
  await expect.poll(led.heard).toBe('unready');
  await proxy.close();
  proxy = await TcpProxy.listen(await nobody());
  const refused = await client(proxy);
  await expect.poll(() => refused.ends).toEqual(['reset']);
});

it('hands on both directions, and an end', async () => {
  const server = await greeter('hello ');
  proxy = await TcpProxy.listen(server);
  const { socket, heard, ends } = await client(proxy);
  socket.end('echo');
  await expect.poll(() => ends).toEqual(['end']);
  expect(heard()).toBe('hello echo');
  expect(server.ends).toEqual(['end']);
  await expect.poll(() => proxy?.connections.length).toBe(0);
});

it('cuts, and tells both sides', async () => {
  const server = await greeter('hello');
  proxy = await TcpProxy.listen(server);
  const { heard, ends } = await client(proxy);
  await expect.poll(heard).toBe('hello');
  proxy.cutAll();
  await expect.poll(() => ends).toEqual(['reset']);
  await expect.poll(() => server.ends).toEqual(['reset']);
  expect(proxy.connections).toEqual([]);
});

it('cuts in the middle of what is said', async () => {
  proxy = await TcpProxy.listen(await greeter('hello'));
  proxy.follow((connection) => connection.cutInNextChunk(2));
  const { heard, ends } = await client(proxy);
  await expect.poll(() => ends).toEqual(['reset']);
  expect(heard()).toBe('he');
});

it('swallows what open connections carry, tells neither side of an end, and forwards new ones', async () => {
  const server = await greeter('hello');
  proxy = await TcpProxy.listen(server);
  const before = await client(proxy);
  await expect.poll(before.heard).toBe('hello');
  proxy.swallow('open');
  before.socket.write('lost');
  const after = await client(proxy);
  await expect.poll(after.heard).toBe('hello');
  await quiet();
  expect(before.heard()).toBe('hello');
  before.socket.destroy();
  await quiet();
  expect(server.ends).toEqual([]);
});

it('swallows new connections too, until it forwards again', async () => {
  proxy = await TcpProxy.listen(await greeter('hello'));
  proxy.swallow('all');
  const lost = await client(proxy);
  await quiet();
  proxy.forward();
  const found = await client(proxy);
  await expect.poll(found.heard).toBe('hello');
  expect([lost.heard(), lost.ends]).toEqual(['', []]);
});
