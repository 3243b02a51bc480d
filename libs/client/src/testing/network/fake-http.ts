import type { HttpPort, ProbeResponse } from '../../ports/http.ts';
import type { FakeNetwork } from './fake-network.ts';

/** Plain HTTP to the fake servers, of which a call only asks who they are. */
export class FakeHttp implements HttpPort {
  readonly #client: string;
  readonly #network: FakeNetwork;

  constructor(client: string, network: FakeNetwork) {
    this.#client = client;
    this.#network = network;
  }

  readonly fetch = (): Promise<Response> => Promise.reject(new TypeError('a fake server has no files'));

  probe(_url: string, signal: AbortSignal): Promise<ProbeResponse> {
    const { promise, resolve, reject } = Promise.withResolvers<ProbeResponse>();
    const connection = this.#network.connect(this.#client, 0);
    if (connection === null) {
      this.#network.later(() => reject(failed()));
      return promise;
    }
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', fail);
      end();
      act();
    };
    const fail = () => settle(() => reject(failed()));
    const end = connection.begin(fail);
    signal.addEventListener('abort', fail);
    if (signal.aborted) fail();
    const answer = () => this.#network.tell(connection, () => settle(() => resolve(ABOUT)));
    this.#network.tell(connection, () => connection.server.receive(answer));
    return promise;
  }
}

/** Over HTTP/2, so that any number of pages can be in calls. */
const ABOUT: ProbeResponse = {
  status: 200,
  body: { name: 'rtc-call', origin: { value: null, allowed: true } },
  protocol: 'h2',
};

function failed(): TypeError {
  return new TypeError('Failed to fetch');
}
