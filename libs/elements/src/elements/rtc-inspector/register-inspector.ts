import { RtcInspectorDiagram } from './rtc-inspector-diagram.ts';
import { RtcInspectorGraph } from './rtc-inspector-graph.ts';
import { RtcInspectorGraphs } from './rtc-inspector-graphs.ts';
import { RtcInspectorPairs } from './rtc-inspector-pairs.ts';
import { RtcInspectorView } from './rtc-inspector-view.ts';

const elements = {
  'rtc-inspector-diagram': RtcInspectorDiagram,
  'rtc-inspector-pairs': RtcInspectorPairs,
  'rtc-inspector-graph': RtcInspectorGraph,
  'rtc-inspector-graphs': RtcInspectorGraphs,
  'rtc-inspector-view': RtcInspectorView,
} as const;

/** Registers what an inspector consists of. What is registered already stays. */
export function registerInspector(): void {
  for (const [tag, element] of Object.entries(elements)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}
