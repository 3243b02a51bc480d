import type { LitElement } from 'lit';
import type { RtcCall } from '../elements/rtc-call/rtc-call.ts';
import { DeviceSelectHarness } from '../elements/rtc-device-select/rtc-device-select.harness.ts';
import { NameFieldHarness } from '../elements/rtc-name-field/rtc-name-field.harness.ts';
import { TileHarness } from '../elements/rtc-tile/rtc-tile.harness.ts';
import { SourceButtonHarness } from '../elements/source-button.harness.ts';
import { registerElements } from '../register-elements.ts';
import { FakeCall } from './fake-call.ts';

registerElements();

/** A call on the page with a fake behind it, and what a test does with both. */
export class CallHarness {
  readonly call = new FakeCall();
  readonly element: RtcCall;
  readonly microphoneButton = new SourceButtonHarness('microphone');
  readonly cameraButton = new SourceButtonHarness('camera');
  readonly nameField = new NameFieldHarness();
  readonly microphoneSelect = new DeviceSelectHarness('Microphone');
  readonly cameraSelect = new DeviceSelectHarness('Camera');

  private constructor(inside: string) {
    this.element = document.createElement('rtc-call');
    this.element.prompt = 'manual';
    this.element.call = this.call;
    this.element.innerHTML = inside;
    this.element.style.blockSize = '600px';
  }

  /** Puts a call on an otherwise empty page; `inside` is a layout of its own. */
  static async mount(inside = '', change: (harness: CallHarness) => void = () => {}): Promise<CallHarness> {
    const harness = new CallHarness(inside);
    change(harness);
    document.body.replaceChildren(harness.element);
    await harness.rendered();
    return harness;
  }

  /** When everything on the page has rendered what it knows. */
  async rendered(): Promise<void> {
    // Elements make further elements: it is done when a round finds none that was still at it.
    for (let busy = true; busy; ) {
      const pending = litElements(this.element).filter((element) => element.isUpdatePending);
      busy = pending.length > 0;
      await Promise.all(pending.map((element) => element.updateComplete));
    }
  }

  /** Changes the call's state and waits for the page to show it. */
  async show(change: Parameters<FakeCall['set']>[0]): Promise<void> {
    this.call.set(change);
    await this.rendered();
  }

  /** The tiles, in the order of the page. */
  get tiles(): TileHarness[] {
    return this.all('rtc-tile').map((tile) => new TileHarness(tile));
  }

  /** The element that has the focus, however deep. */
  get focused(): Element | null {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  }

  /** All elements of a tag, however deep. */
  all<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag][] {
    return litElements(this.element).flatMap((element) => [
      ...element.renderRoot.querySelectorAll(tag),
      ...(element === this.element ? element.querySelectorAll(tag) : []),
    ]);
  }
}

function litElements(root: RtcCall): LitElement[] {
  const found: LitElement[] = [];
  const visit = (element: Element) => {
    if ('updateComplete' in element && element.shadowRoot) found.push(element as LitElement);
    for (const child of [...element.children, ...(element.shadowRoot?.children ?? [])]) visit(child);
  };
  visit(root);
  return found;
}
