import { css } from 'lit';

/**
 * The one set of tokens. Each private `--_x` is the public `--rtc-x` where
 * the page has set it, and otherwise follows the page's `color-scheme`.
 * Contrasts: text 4.5 or more on its surface, edges of controls 3 or more.
 */
export const tokens = css`
  :host {
    --_surface: var(--rtc-surface, light-dark(#ffffff, #171b22));
    --_raised: var(--rtc-raised, light-dark(#eef1f5, #252c37));
    --_raised-hover: color-mix(in srgb, var(--_raised), var(--_text) 7%);
    --_stage: var(--rtc-stage, light-dark(#e9ecf1, #0b0d11));
    --_text: var(--rtc-text, light-dark(#14181f, #eef1f5));
    --_muted: var(--rtc-muted, light-dark(#566070, #9aa5b4));
    --_line: var(--rtc-line, light-dark(#dde2e9, #2a313c));
    --_edge: var(--rtc-edge, light-dark(#858f9f, #667181));
    --_field: var(--rtc-field, light-dark(#ffffff, #11151b));
    --_accent: var(--rtc-accent, light-dark(#2456e6, #7aa2ff));
    --_on-accent: var(--rtc-on-accent, light-dark(#ffffff, #0b1226));
    --_danger: var(--rtc-danger, light-dark(#c8261c, #ff6b5e));
    --_on-danger: var(--rtc-on-danger, light-dark(#ffffff, #2a0603));
    --_danger-soft: color-mix(in srgb, var(--_surface), var(--_danger) 12%);
    --_speaking: var(--rtc-speaking, light-dark(#0e8f5b, #3ddc97));
    --_notice: var(--rtc-notice, light-dark(#fff6e0, #3a2f14));
    --_on-notice: var(--rtc-on-notice, light-dark(#6b4a00, #ffd98a));

    --_radius: var(--rtc-radius, 18px);
    --_radius-tile: var(--rtc-radius-tile, 14px);
    --_radius-control: var(--rtc-radius-control, 12px);
    --_unit: var(--rtc-unit, 4px);
    --_font: var(--rtc-font, system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif);
    --_motion: 160ms;

    box-sizing: border-box;
    color: var(--_text);
    font: 15px / 1.45 var(--_font);
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0s;
    }
  }
`;
