import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type CallView, observeCall, observePeerConnections } from './observed-page.ts';
import { observeShownFrames } from './shown-frames.ts';

/** What a page has received so far, over all its links. */
export interface Received {
  /** For each link that is open: decoded video frames and the energy of the sound. */
  readonly links: readonly { readonly framesDecoded: number; readonly audioEnergy: number }[];
}

/** One of the page's links, as its peer connection is at this moment. */
export interface LinkView {
  /** Which of all that the page has ever made. */
  readonly number: number;
  readonly connectionState: RTCPeerConnectionState;
  /** The addresses of the selected candidate pair; null while there is none. */
  readonly pair: string | null;
  /** How often the signaling state has changed since it was made. */
  readonly signalingChanges: number;
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

  constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  /** Opens `url` in a profile of its own. */
  static async open(browser: Browser, url: string, { devices = 'granted', init }: OpenOptions = {}): Promise<CallPage> {
    const isChromium = browser.browserType().name() === 'chromium';
    const permissions = isChromium && devices === 'granted' ? ['camera', 'microphone'] : [];
    const context = await browser.newContext({ permissions, ignoreHTTPSErrors: true });
    await context.addInitScript(observePeerConnections);
    await context.addInitScript(observeShownFrames);
    await context.addInitScript(observeCall);
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

  /** Duplicates the tab, as far as a page can: the new one has a copy of its session storage. */
  async duplicate(): Promise<CallPage> {
    const opened = this.page.waitForEvent('popup');
    await this.page.evaluate(() => void window.open(location.href));
    return new CallPage(this.#context, await opened);
  }

  get joinButton(): Locator {
    return this.page.getByRole('button', { name: /^Join/ });
  }

  get leaveButton(): Locator {
    return this.page.getByRole('button', { name: /^Leave/ });
  }

  async join(name: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.joinButton.click();
  }

  async mute(): Promise<void> {
    await this.page.getByRole('button', { name: /microphone off|mute/i }).click();
  }

  async unmute(): Promise<void> {
    await this.page.getByRole('button', { name: /microphone on|unmute/i }).click();
  }

  async turnCameraOff(): Promise<void> {
    await this.page.getByRole('button', { name: /camera off/i }).click();
  }

  /** The tile that shows somebody of this name. */
  tile(name: string): Locator {
    return this.page.locator('rtc-tile').filter({ hasText: name });
  }

  async leave(): Promise<void> {
    await this.leaveButton.click();
  }

  /** Waits until the page says in words that it reconnects. */
  async saysReconnecting(withinMs = 30_000): Promise<void> {
    await this.page
      .getByText(/Reconnecting/)
      .first()
      .waitFor({ timeout: withinMs });
  }

  /** How the call looks at this moment. */
  async view(): Promise<CallView> {
    const last = await this.page.evaluate(() => window.callViews.at(-1));
    if (last === undefined) throw new Error('There is no call on this page.');
    return last;
  }

  /** How the call has looked after each change since `forgetViews`, or since the page was loaded. */
  views(): Promise<readonly CallView[]> {
    return this.page.evaluate(() => window.callViews);
  }

  async forgetViews(): Promise<void> {
    await this.page.evaluate(() => {
      window.callViews.splice(0, window.callViews.length - 1);
    });
  }

  /** The links that are open. */
  links(): Promise<readonly LinkView[]> {
    return this.page.evaluate(async () => {
      const views = window.peerConnections.map(async (connection, number) => {
        const stats = [...(await connection.getStats()).values()];
        const find = (id: string) => stats.find((entry) => entry.id === id);
        const transport = stats.find(({ type }) => type === 'transport');
        const pair = transport && find(transport.selectedCandidatePairId);
        const address = (id: string) => `${find(id)?.address}:${find(id)?.port}`;
        return {
          number,
          connectionState: connection.connectionState,
          pair: pair ? `${address(pair.localCandidateId)}→${address(pair.remoteCandidateId)}` : null,
          signalingChanges: connection.signalingChanges,
        };
      });
      return (await Promise.all(views)).filter(({ connectionState }) => connectionState !== 'closed');
    });
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
