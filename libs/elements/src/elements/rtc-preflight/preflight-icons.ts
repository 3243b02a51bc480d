import type { PreflightStep, StepResult } from '@rtc-call/client';
import { html, svg, type TemplateResult } from 'lit';
import { icon, icons } from '../../look/icons.ts';

const dash = icon(svg`<path d="M7 12h10"/>`);

/** The sign of each state; the words beside it say the same. No two have the same shape. */
export const signs: Readonly<Record<StepResult<PreflightStep>['name'], TemplateResult>> = {
  waiting: icon(svg`<circle cx="12" cy="12" r="2"/>`),
  running: html`<span class="spinner"></span>`,
  passed: icon(svg`<path d="M4 12.5l5.5 5.5L20 7"/>`),
  warned: icons.warning,
  failed: icons.close,
  'not-configured': dash,
  skipped: dash,
};
