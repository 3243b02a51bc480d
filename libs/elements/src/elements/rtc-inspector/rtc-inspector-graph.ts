import { html, LitElement, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import Plot from 'uplot';
import { tokens } from '../../look/tokens.styles.ts';
import { type Graph, type GraphLine, latestValue } from './graphs/graph-data.ts';
import { valueWords } from './graphs/graph-units.ts';
import { plotOptions } from './graphs/plot-options.ts';
import { graphStyles } from './rtc-inspector-graph.styles.ts';
import { ENGLISH_INSPECTOR } from './words/english.ts';
import type { InspectorStrings } from './words/inspector-strings.ts';

/** A line as it is shown. */
export interface ShownLine extends GraphLine {
  readonly name: string;
  /** In degrees. */
  readonly hue: number;
}

/**
 * One value of each participant over time, with the newest in words. Part of `<rtc-inspector>`.
 *
 * @tag rtc-inspector-graph
 */
export class RtcInspectorGraph extends LitElement {
  static override readonly styles = [tokens, graphStyles];

  @property({ attribute: false }) graph: Graph = { name: 'bitrate', times: [], lines: [] };

  @property({ attribute: false }) lines: readonly ShownLine[] = [];

  @property({ attribute: false }) words: InspectorStrings = ENGLISH_INSPECTOR;

  @query('.plot') private readonly box!: HTMLElement;

  #plot: Plot | null = null;
  /** What the present plot was made for: it is made anew for other lines. */
  #madeFor = '';
  readonly #resized = new ResizeObserver(() => this.#fit());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#discard();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  protected override firstUpdated(): void {
    this.#begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('lines') || changed.has('graph')) this.#draw();
  }

  protected override render() {
    const { name } = this.graph;
    return html`<figure>
      <figcaption>${this.words[name]}</figcaption>
      <div class="plot" aria-hidden="true"></div>
      <ul>
        ${this.lines.map((line) => {
          const latest = latestValue(line);
          return html`<li>
            <span class=${line.isSent ? 'swatch sent' : 'swatch'} style=${styleMap({ '--_hue': String(line.hue) })}></span>
            <bdi>${line.isSent ? this.words.sentTo(line.name) : line.name}</bdi>
            <span class="latest">${latest === null ? this.words.unknown : valueWords(name, latest)}</span>
          </li>`;
        })}
      </ul>
    </figure>`;
  }

  #begin(): void {
    this.#resized.observe(this.box);
    this.#draw();
  }

  #draw(): void {
    if (!this.isConnected) return;
    const { times } = this.graph;
    const data: Plot.AlignedData = [[...times], ...this.lines.map(({ values }) => [...values])];
    const made = JSON.stringify([
      this.graph.name,
      this.words.locale,
      this.lines.map(({ participantId, isSent, hue }) => [participantId, isSent, hue]),
    ]);
    if (this.#plot !== null && made === this.#madeFor) {
      this.#plot.setData(data);
      return;
    }
    this.#discard();
    const swatches = [...this.renderRoot.querySelectorAll('.swatch')];
    const options = plotOptions({
      name: this.graph.name,
      width: this.box.clientWidth,
      locale: this.words.locale,
      lines: this.lines,
      // Read at each drawing, so that a change between light and dark shows.
      lineColour: (index) => colourOf(swatches[index]),
      textColour: () => colourOf(this.renderRoot.querySelector('figcaption')),
      gridColour: () => colourOf(this.box),
    });
    this.#plot = new Plot(options, data, this.box);
    this.#madeFor = made;
  }

  #fit(): void {
    const width = this.box.clientWidth;
    if (this.#plot !== null && width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: this.#plot.height });
    }
  }

  #discard(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }
}

/** A canvas knows no custom properties, but takes what the browser has made of them. */
function colourOf(element: Element | null | undefined): string {
  return element ? getComputedStyle(element).color : 'gray';
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector-graph': RtcInspectorGraph;
  }
}
