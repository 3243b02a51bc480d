import { MemoryStorage } from './memory-storage.ts';
import type { CallRules } from '../call/call-rules.ts';
import { FakePage, type FakePageOptions } from './fake-page.ts';
import type { ParticipantAction, ParticipantScript } from './participant-script.ts';

export interface ScriptedParticipantOptions extends Omit<FakePageOptions, 'storage' | 'rules'> {
  /** What decides in the call of the next page. Default: the library. */
  rules?(): CallRules;
  /** Told of each page that is opened: the first, and each that takes its place. */
  opened?(page: FakePage): void;
  /** Told when the page is no more. */
  gone?(): void;
}

/**
 * The tab that a participant has.
 * - `none`: it is closed.
 * - `loading`: it is being reloaded.
 * - `open`: it shows the page.
 * - `frozen`: it shows another page for a while, and this one is as it was.
 */
type Tab =
  | { readonly name: 'none' }
  | { readonly name: 'loading'; readonly storage: MemoryStorage; readonly cancel: () => void }
  | { readonly name: 'open'; readonly page: FakePage }
  | { readonly name: 'frozen'; readonly page: FakePage; readonly cancel: () => void };

/**
 * Somebody in a room who does as a script says: a real call, in a browser that
 * is all made up. Faults and interruptions know it by its name.
 */
export class ScriptedParticipant {
  readonly #options: ScriptedParticipantOptions;
  #tab: Tab = { name: 'none' };

  constructor(options: ScriptedParticipantOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** The page, also one that is frozen; null while there is none. */
  get page(): FakePage | null {
    return 'page' in this.#tab ? this.#tab.page : null;
  }

  /** Does what the script says, counted from now. */
  play(script: ParticipantScript): void {
    for (const { at, action } of script) this.#options.clock.after(at, () => this.do(action));
  }

  /** Does one thing now. What makes no sense at the moment is left out. */
  do(action: ParticipantAction): void {
    switch (action.kind) {
      case 'open':
        if (this.#tab.name === 'none') this.#open(new MemoryStorage());
        return;
      case 'join':
        this.do({ kind: 'open' });
        if (this.#tab.name === 'open') this.#tab.page.do(action);
        return;
      case 'close':
        if (this.#tab.name === 'open') this.#tab.page.hide();
        return this.#close();
      case 'crash':
        return this.#close();
      case 'reload':
        if (this.#tab.name === 'open') this.#reload(this.#tab.page, action.takesMs);
        return;
      case 'freeze':
        if (this.#tab.name === 'open') this.#freeze(this.#tab.page, action.forMs);
        return;
      default:
        if (this.#tab.name === 'open') this.#tab.page.do(action);
    }
  }

  #open(storage: MemoryStorage): void {
    const { opened, gone: _, rules, ...options } = this.#options;
    const page = new FakePage({ ...options, storage, ...(rules && { rules: rules() }) });
    this.#tab = { name: 'open', page };
    opened?.(page);
  }

  #close(): void {
    if ('page' in this.#tab) this.#end(this.#tab.page);
    if ('cancel' in this.#tab) this.#tab.cancel();
    this.#tab = { name: 'none' };
  }

  #reload(page: FakePage, takesMs: number): void {
    page.hide();
    this.#end(page);
    const { storage } = page;
    const cancel = this.#options.clock.after(takesMs, () => this.#open(storage));
    this.#tab = { name: 'loading', storage, cancel };
  }

  #end(page: FakePage): void {
    page.die();
    this.#options.gone?.();
  }

  #freeze(page: FakePage, forMs: number): void {
    page.freeze();
    const cancel = this.#options.clock.after(forMs, () => {
      this.#tab = { name: 'open', page };
      page.thaw();
    });
    this.#tab = { name: 'frozen', page, cancel };
  }
}
