import { html, nothing, type TemplateResult } from 'lit';
import type { PreflightStrings } from '../../words/preflight-strings.ts';
import type { StepWords } from '../../words/preflight-words.ts';
import { signs } from './preflight-icons.ts';

/** One step as a list item: sign, name, state, figures, and what to do. */
export function preflightRow(
  { name, title, state, figures, meaning, guest, operator }: StepWords,
  strings: PreflightStrings,
): TemplateResult {
  const line = (style: string, text: string | null) =>
    text === null ? nothing : html`<p class=${style} dir="auto">${text}</p>`;
  return html`<li class="row ${name}" part="row">
    <span class="sign">${signs[name]}</span>
    <div class="head">
      <h3>${title}</h3>
      <span class="state">${state}</span>
    </div>
    <div class="body">
      ${line('figures', figures)} ${line('meaning', meaning)} ${line('guest', guest)}
      ${
        operator === null
          ? nothing
          : html`<details class="operator">
            <summary>${strings.forOperator}</summary>
            <p dir="auto">${operator}</p>
          </details>`
      }
    </div>
  </li>`;
}
