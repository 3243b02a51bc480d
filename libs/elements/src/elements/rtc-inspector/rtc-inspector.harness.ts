import type { CallEvent } from '@rtc-call/client';
import type { RtcInspector } from './rtc-inspector.ts';

/** An inspector as somebody in front of it sees it. */
export class InspectorHarness {
  readonly element: RtcInspector;

  constructor(element: RtcInspector) {
    this.element = element;
  }

  /** The rows of the diagram, in words and in order. */
  get rows(): string[] {
    return this.#rowButtons.map((button) => textOf(button.querySelector('.label')));
  }

  /** What the diagram was given to show. */
  get shownEvents(): readonly CallEvent[] | undefined {
    return this.#view?.querySelector('rtc-inspector-diagram')?.events;
  }

  /** The names above the lanes. */
  get lanes(): string[] {
    return [...(this.#diagram?.querySelectorAll('.head') ?? [])].map(textOf);
  }

  /** The table of pairs, cell by cell. */
  get pairs(): string[][] {
    const rows = this.#part('rtc-inspector-pairs')?.querySelectorAll('tbody tr') ?? [];
    return [...rows].map((row) => [...row.children].map(textOf));
  }

  /** What stands under each graph. */
  get legends(): string[][] {
    const graphs = this.#part('rtc-inspector-graphs')?.querySelectorAll('rtc-inspector-graph') ?? [];
    return [...graphs].map((graph) => [...(graph.shadowRoot?.querySelectorAll('li') ?? [])].map(textOf));
  }

  /** How many graphs are drawn. */
  get drawn(): number {
    const graphs = this.#part('rtc-inspector-graphs')?.querySelectorAll('rtc-inspector-graph') ?? [];
    return [...graphs].filter((graph) => graph.shadowRoot?.querySelector('canvas')).length;
  }

  /** The button of the row that begins with these words. */
  row(words: string): HTMLButtonElement {
    const found = this.#rowButtons.find((button) => textOf(button.querySelector('.label')).startsWith(words));
    if (!found) throw new Error(`There is no row "${words}" among ${this.rows.join(', ')}.`);
    return found;
  }

  /** The element that has the focus, however deep. */
  get focused(): Element | null {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  }

  /** The details of the rows that are open. */
  get details(): Element[] {
    return [...(this.#diagram?.querySelectorAll('.details') ?? [])];
  }

  get alert(): string | null {
    const alert = this.#view?.querySelector('[role=alert]');
    return alert ? textOf(alert) : null;
  }

  /** What files are dropped on. */
  get dropZone(): Element | null {
    return this.#view?.querySelector('section') ?? null;
  }

  get #view(): ShadowRoot | null {
    return this.element.shadowRoot?.querySelector('rtc-inspector-view')?.shadowRoot ?? null;
  }

  get #diagram(): ShadowRoot | null {
    return this.#part('rtc-inspector-diagram');
  }

  get #rowButtons(): HTMLButtonElement[] {
    return [...(this.#diagram?.querySelectorAll<HTMLButtonElement>('.row > button') ?? [])];
  }

  #part(tag: string): ShadowRoot | null {
    return this.#view?.querySelector(tag)?.shadowRoot ?? null;
  }
}

function textOf(element: Element | null): string {
  // Without the marks that keep names apart from the words around them.
  return (element?.textContent ?? '')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
