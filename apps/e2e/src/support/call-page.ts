import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** The peer connections of the page, for getStats; made by an init script before any other script runs. */
declare global {
  interface Window {
    peerConnections: RTCPeerConnection[];
  }
}

/** What a page has received so far, over all its links. */
export interface Received {
  /** For each link that is open: decoded video frames and the energy of the sound. */
  readonly links: readonly { readonly framesDecoded: number; readonly audioEnergy: number }[];
}

export interface OpenOptions {
  /** Whether the page may use camera and microphone. Default: granted. Firefox always grants. */
  readonly devices?: 'granted' | 'denied';
  /** Runs in the page before any of its scripts. */
  readonly init?: () => void;
}

/** One participant's page, driven through what a person sees. */
export class CallPage {
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  /** Opens `url` in a profile of its own. */
  static async open(browser: Browser, url: string, { devices = 'granted', init }: OpenOptions = {}): Promise<CallPage> {
    const isChromium = browser.browserType().name() === 'chromium';
    const permissions = isChromium && devices === 'granted' ? ['camera', 'microphone'] : [];
    const context = await browser.newContext({ permissions, ignoreHTTPSErrors: true });
    await context.addInitScript(recordPeerConnections);
    if (init !== undefined) await context.addInitScript(init);
    const page = await context.newPage();
    await page.goto(url);
    return new CallPage(context, page);
  }

  /** Opens `url` in another tab of the same browser profile. */
  async openBeside(url: string): Promise<CallPage> {
    const page = await this.#context.newPage();
    await page.goto(url);
    return new CallPage(this.#context, page);
  }

  get joinButton(): Locator {
    return this.page.getByRole('button', { name: /^Join/ });
  }

  async join(name: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.joinButton.click();
  }

  /** The tile that shows somebody of this name. */
  tile(name: string): Locator {
    return this.page.locator('rtc-tile').filter({ hasText: name });
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: /^Leave/ }).click();
  }

  async received(): Promise<Received> {
    const links = await this.page.evaluate(async () => {
      const open = window.peerConnections.filter(({ connectionState }) => connectionState !== 'closed');
      return Promise.all(
        open.map(async (connection) => {
          const inbound = { framesDecoded: 0, audioEnergy: 0 };
          for (const stats of (await connection.getStats()).values()) {
            if (stats.type !== 'inbound-rtp') continue;
            if (stats.kind === 'video') inbound.framesDecoded += stats.framesDecoded ?? 0;
            if (stats.kind === 'audio') inbound.audioEnergy += stats.totalAudioEnergy ?? 0;
          }
          return inbound;
        }),
      );
    });
    return { links };
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

function recordPeerConnections(): void {
  window.peerConnections = [];
  const Original = window.RTCPeerConnection;
  if (Original === undefined) return;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.peerConnections.push(this);
    }
  };
}
