import { MessageType, ScalarType } from '@protobuf-ts/runtime';
import { type RpcInputStream, type ServerCallContext, ServiceType } from '@protobuf-ts/runtime-rpc';

/** The one message of the test service. */
export interface Note {
  text: string;
  bytes: Uint8Array;
}

/** The type handler of Note. */
export const Note = new MessageType<Note>('test.v1.Note', [
  { no: 1, name: 'text', kind: 'scalar', T: ScalarType.STRING },
  { no: 2, name: 'bytes', kind: 'scalar', T: ScalarType.BYTES },
]);

/** A service with a method of each kind, as the plugin would generate it. */
export const EchoService = new ServiceType('test.v1.EchoService', [
  { name: 'Say', I: Note, O: Note, options: {} },
  { name: 'Watch', serverStreaming: true, I: Note, O: Note, options: {} },
  { name: 'Collect', clientStreaming: true, I: Note, O: Note, options: {} },
  { name: 'Talk', serverStreaming: true, clientStreaming: true, I: Note, O: Note, options: {} },
]);

/** What an implementation of the methods that gRPC-Web can call looks like (`server_generic`). */
export interface IEchoService {
  say(request: Note, context: ServerCallContext): Promise<Note>;
  watch(request: Note, responses: RpcInputStream<Note>, context: ServerCallContext): Promise<void>;
}

/** An implementation that echoes, with methods replaced as a test needs it. */
export function echo(replaced: Partial<IEchoService> = {}): IEchoService {
  return {
    say: async (request) => request,
    watch: async (request, responses) => {
      await responses.send(request);
      await responses.complete();
    },
    ...replaced,
  };
}

/** A Note with the given fields. */
export function note(fields: Partial<Note> = {}): Note {
  return Note.create(fields);
}
