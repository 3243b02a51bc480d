import type uPlot from 'uplot';
import type { GraphLine, GraphName } from './graph-data.ts';
import { valueWords } from './graph-units.ts';

/** In CSS pixels. */
const HEIGHT = 136;
const AXIS_WIDTH = 72;
const AXIS_HEIGHT = 26;
const FONT = '12px system-ui, sans-serif';

/** The least that the vertical axis reaches to, so that nothing looks like much: kbit/s, per cent, milliseconds, pictures a second. */
const LEAST_TOP: Readonly<Record<GraphName, number>> = { bitrate: 100, loss: 5, roundTrip: 50, frameRate: 30 };

export interface PlotLook {
  readonly name: GraphName;
  readonly width: number;
  /** In which times are written (BCP 47). */
  readonly locale: string;
  readonly lines: readonly GraphLine[];
  lineColour(index: number): string;
  textColour(): string;
  gridColour(): string;
}

/** How a graph is plotted: quiet axes from zero on, no legend and nothing to zoom. */
export function plotOptions({
  name,
  width,
  locale,
  lines,
  lineColour,
  textColour,
  gridColour,
}: PlotLook): uPlot.Options {
  const axis = { stroke: textColour, font: FONT, grid: { stroke: gridColour, width: 1 }, ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range: (_plot, _least, most) => [0, Math.max(LEAST_TOP[name], most * 1.1)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: AXIS_HEIGHT,
        space: 96,
        values: (_plot, seconds) => seconds.map((each) => timeWords(each, locale)),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        space: 32,
        values: (_plot, values) => values.map((value) => valueWords(name, value)),
      },
    ],
    series: [
      {},
      ...lines.map(
        ({ isSent }, index): uPlot.Series => ({
          stroke: () => lineColour(index),
          width: 2,
          points: { show: false },
          ...(isSent && { dash: [4, 4] }),
        }),
      ),
    ],
  };
}

/** The time of day. */
function timeWords(seconds: number, locale: string): string {
  return new Date(seconds * 1_000).toLocaleTimeString(locale);
}
