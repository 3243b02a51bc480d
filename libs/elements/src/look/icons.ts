import { html, type TemplateResult } from 'lit';
import { svg } from 'lit';

/** An icon of these shapes, in a box of 24 by 24. */
export function icon(shapes: TemplateResult<2>): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shapes}
  </svg>`;
}

/** The icons, by what they mean. They are decoration: the words beside them, or the label, say the same. */
export const icons = {
  microphone: icon(svg`<path d="M12 2a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v4"/>`),
  microphoneOff: icon(
    svg`<path d="M3 3l18 18M9 9v2a3 3 0 0 0 4.7 2.5M15 10.5V5a3 3 0 0 0-5.9-.7M5 11a7 7 0 0 0 11.5 5.4M19 11c0 .9-.2 1.7-.5 2.5M12 18v4"/>`,
  ),
  camera: icon(svg`<rect x="2" y="6" width="13" height="12" rx="3"/><path d="M15 11l7-4v10l-7-4"/>`),
  cameraOff: icon(
    svg`<path d="M3 3l18 18M10 6h2a3 3 0 0 1 3 3v2l7-4v9.5M15 15a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3"/>`,
  ),
  leave: icon(svg`<path d="M3 14c5-5 13-5 18 0l-2 3-4-1.5v-2.5c-2-.7-4-.7-6 0v2.5L5 17z"/>`),
  sound: icon(svg`<path d="M4 9v6h4l5 4V5L8 9zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>`),
  warning: icon(svg`<path d="M12 4 2.5 20h19zM12 10v4M12 17h.01"/>`),
  // A signal of two bars of three, of one, and none.
  fair: icon(svg`<g stroke-width="4"><path d="M4 20v-3M12 20v-9"/><path opacity=".35" d="M20 20V4"/></g>`),
  poor: icon(svg`<g stroke-width="4"><path d="M4 20v-3"/><path opacity=".35" d="M12 20v-9M20 20V4"/></g>`),
  lost: icon(svg`<path stroke-width="4" opacity=".35" d="M4 20v-3M12 20v-9M20 20V4"/><path d="M3 3l18 18"/>`),
  chevron: icon(svg`<path d="M5 9l7 7 7-7"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
} as const;
