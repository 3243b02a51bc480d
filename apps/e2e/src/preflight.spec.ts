import { type BrowserName, hasBrowsers, type OpenOptions } from '@rtc-call/lab';
import { freePorts } from '@rtc-call/server/testing';
import { describe, expect, it } from 'vitest';
import { coturnForTests } from '../../../tools/coturn.mjs';
import { LocalRelay } from './support/local-relay.ts';
import { useParticipants } from './support/participants.ts';
import { PreflightPage } from './support/preflight-page.ts';
import { ALL_WORK, DEVICES, each, RELAYING, RELAYS, STUN, TURN_TCP, TURN_UDP } from './support/preflight-states.ts';
import { useServers } from './support/servers.ts';
import { SilentPort } from './support/silent-port.ts';

const turnserver = coturnForTests();

const BROWSERS = ['chromium', 'firefox'] as const;

interface Options extends OpenOptions {
  /** Default: chromium. */
  readonly browser?: BrowserName;
}

describe.skipIf(turnserver === null || !hasBrowsers('chromium', 'firefox'))('the check before a call', () => {
  const participants = useParticipants('chromium', 'firefox');
  const servers = useServers();

  /** Opens the page of the check, of a server with these options. */
  async function open(serverOptions: readonly string[], { browser = 'chromium', ...options }: Options = {}) {
    const server = await servers.start(...serverOptions);
    const { page } = await participants.openUrl(browser, `${server.url}/check`, options);
    return { server, page, preflight: new PreflightPage(page) };
  }

  async function check(serverOptions: readonly string[], options?: Options): Promise<PreflightPage> {
    const { preflight } = await open(serverOptions, options);
    await preflight.check();
    return preflight;
  }

  it.each(BROWSERS)('in %s says what is not set up', async (browser) => {
    const preflight = await check([], { browser });
    expect(await preflight.states()).toEqual({ ...ALL_WORK, ...each([STUN, ...RELAYS], 'Not set up') });
    expect(await preflight.words(TURN_TCP)).toContain('From networks that block UDP, calls need one');
    expect(await preflight.verdict()).toContain('You can call, but');
  });

  it('gives the result as an object, as an event and as text', async () => {
    const { page, preflight } = await open([]);
    await page.evaluate(() => {
      document.addEventListener('rtc-preflight-finished', (event) => {
        document.title = Reflect.get(event, 'result').verdict;
      });
    });
    await preflight.check();
    expect(await page.title()).toBe('limited');
    const result = await page.evaluate(() => Reflect.get(document.querySelector('rtc-preflight') ?? {}, 'result'));
    expect(result).toMatchObject({ verdict: 'limited', steps: { 'turn-tls': { name: 'not-configured' } } });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await preflight.copyButton.click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^Relay over TLS \(TURN\): Not set up$/m);
    expect(text).toContain(`Server: ${new URL(page.url()).origin}`);
  });

  it('says that the relay does not take the credentials', async () => {
    await using relay = await LocalRelay.start(turnserver ?? '');
    await using other = await LocalRelay.start(turnserver ?? '');
    const [, , ...secretOfOther] = other.serverOptions;
    const preflight = await check(['--turn', relay.url, ...secretOfOther]);
    expect(await preflight.states()).toMatchObject({ [STUN]: 'Works', [TURN_UDP]: 'Does not work' });
    expect(await preflight.words(TURN_UDP)).toContain('static-auth-secret differ');
    expect(await preflight.words(TURN_UDP)).toContain('401');
  });

  it('says that nobody is at the relay’s port', async () => {
    const [port] = await freePorts(1);
    const preflight = await check([
      '--turn',
      `turn:127.0.0.1:${port}`,
      '--turn',
      `turn:127.0.0.1:${port}?transport=tcp`,
    ]);
    expect(await preflight.states()).toMatchObject(each([STUN, TURN_UDP, TURN_TCP], 'Does not work'));
    expect(await preflight.words(TURN_UDP)).toContain('its UDP port is open');
    expect(await preflight.words(TURN_TCP)).toContain('its TCP port is open');
  });

  it('says that the STUN server is silent, while the relay works', async () => {
    await using relay = await LocalRelay.start(turnserver ?? '');
    await using silent = await SilentPort.open();
    const preflight = await check(['--stun', `stun:127.0.0.1:${silent.port}`, ...relay.serverOptions]);
    expect(await preflight.states()).toMatchObject({ [STUN]: 'Does not work', [TURN_UDP]: RELAYING });
    expect(await preflight.words(STUN)).toContain('No STUN server answered');
  });

  it.each(BROWSERS)('in %s says that the call server does not answer, and looks at the devices', async (browser) => {
    const { server, preflight } = await open([], { browser });
    // The rest of the element has come from it by then.
    await preflight.startButton.waitFor();
    await server.end('SIGKILL');
    await preflight.check();
    expect(await preflight.states()).toEqual({
      ...each(DEVICES, 'Works'),
      'Call server': 'Does not work',
      ...each([STUN, ...RELAYS], 'Not checked'),
    });
    expect(await preflight.verdict()).toBe('You cannot call from here at the moment.');
  });

  it('says that the devices are denied', async () => {
    const preflight = await check([], { devices: 'denied' });
    expect(await preflight.states()).toMatchObject(each(DEVICES, 'Does not work'));
    expect(await preflight.words('Camera')).toContain('does not let this page use the camera');
  });

  it('on a page that is no secure context says so, finds the rest, and has a text to copy by hand', async () => {
    const { page, preflight } = await open([], {
      init: () => {
        Object.defineProperty(window, 'isSecureContext', { value: false });
        Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
        Reflect.deleteProperty(Navigator.prototype, 'mediaDevices');
        Reflect.deleteProperty(Navigator.prototype, 'clipboard');
      },
    });
    await preflight.check();
    expect(await preflight.states()).toMatchObject({ ...each(DEVICES, 'Does not work'), 'Call server': 'Works' });
    expect(await preflight.words('Camera')).toContain('Open the page by https');
    await preflight.copyButton.click();
    expect(await page.getByLabel('The result as text').inputValue()).toContain('Call server: Works');
  });

  it.each([
    ['missing', 'NotFoundError', 'No camera was found'],
    ['busy', 'NotReadableError', 'another program uses it'],
  ])('says that the camera is %s, and finds the microphone', async (_what, name, words) => {
    const { page, preflight } = await open([]);
    await page.evaluate((error) => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => {
        if (wanted?.video) throw new DOMException('', error);
        return real(wanted);
      };
    }, name);
    await preflight.check();
    expect(await preflight.states()).toMatchObject({ Microphone: 'Works', Camera: 'Does not work' });
    expect(await preflight.words('Camera')).toContain(words);
  });

  it('can be stopped, and begun anew', async () => {
    await using silent = await SilentPort.open();
    const { preflight } = await open(['--stun', `stun:127.0.0.1:${silent.port}`]);
    await preflight.startButton.click();
    await expect.poll(async () => (await preflight.states())[STUN]).toBe('Checking…');
    await preflight.stopButton.click();
    await preflight.isOver();
    expect(await preflight.states()).toMatchObject({ 'Call server': 'Works', [STUN]: 'Not checked' });
    await preflight.check();
    expect(await preflight.states()).toMatchObject({ [STUN]: 'Does not work' });
  });

  it('in the lobby looks at the devices that the call holds, and gives none of them back', async () => {
    const server = await servers.start();
    const { page, joinButton } = await participants.openUrl('chromium', `${server.url}/call?room=lobby`);
    const turnOff = page.getByRole('button', { name: 'Turn camera off' });
    await turnOff.waitFor();
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('This test wants no other capture.'));
    });
    await page.getByText('Check devices and connection').click();
    const preflight = new PreflightPage(page);
    await preflight.isOver();
    expect(await preflight.states()).toMatchObject(each(DEVICES, 'Works'));
    await turnOff.waitFor();
    await joinButton.click();
    await page.getByText('Nobody else is here yet').first().waitFor();
  });
});
