import { css } from 'lit';

export const viewStyles = css`
  :host {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  section {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-block-size: 0;
    container-type: inline-size;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }

  h2 {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
  }

  h3 {
    margin: 20px 0 8px;
    font-size: 13px;
    font-weight: 600;
  }

  h3:first-child {
    margin-block-start: 0;
  }

  .about p {
    margin: 0;
    color: var(--_muted);
    font-size: 13px;
  }

  .live {
    color: var(--_good-text);
    font-weight: 600;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    min-inline-size: 0;
  }

  button {
    padding-inline: 14px;
    font-size: 13px;
  }

  select {
    inline-size: auto;
    max-inline-size: 20ch;
    font-size: 13px;
  }

  label.check {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-block-size: 44px;
    margin: 0;
  }

  input[type='checkbox'] {
    inline-size: 18px;
    min-block-size: 18px;
    block-size: 18px;
    accent-color: var(--_accent);
  }

  input[hidden] {
    display: none;
  }

  .fault {
    margin: 0;
    padding: 10px 16px;
    background: var(--_danger-soft);
    color: var(--_danger);
    font-size: 13px;
  }

  .nothing {
    display: grid;
    gap: 8px;
    justify-items: center;
    margin: auto;
    padding: 32px 24px;
    color: var(--_muted);
    text-align: center;
  }

  .parts {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-block-size: 0;
    overflow: auto;
  }

  .diagram {
    flex: none;
    max-block-size: 70cqb;
    overflow: auto;
    border-block-end: 1px solid var(--_line);
  }

  .figures {
    padding: 16px;
    min-inline-size: 0;
  }

  /* Side by side, each scrolls for itself. */
  @container (min-width: 900px) {
    .parts {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      grid-template-rows: minmax(0, 1fr);
      overflow: visible;
    }

    .diagram {
      max-block-size: none;
      border-block-end: 0;
      border-inline-end: 1px solid var(--_line);
    }

    .figures {
      overflow: auto;
    }
  }
`;
