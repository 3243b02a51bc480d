/** How long a button says that it has copied, in milliseconds. */
const SAID_FOR_MS = 2000;

/**
 * Makes a button copy a text. Where the page may not (it is no secure context),
 * the text is selected instead, and the button says which keys copy it.
 * @param source shows the text, and can be selected.
 */
export function makeCopyButton(button: HTMLButtonElement, source: HTMLElement, text: () => string): void {
  const label = button.textContent;
  button.setAttribute('aria-live', 'polite');
  let restore: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', async () => {
    const copied = await copy(text());
    if (!copied) select(source);
    button.textContent = copied ? 'Copied' : 'Press Ctrl+C';
    clearTimeout(restore);
    restore = setTimeout(() => {
      button.textContent = label;
    }, SAID_FOR_MS);
  });
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without a secure context, and none without permission.
    return false;
  }
}

function select(source: HTMLElement): void {
  if (source instanceof HTMLInputElement) {
    source.focus();
    source.select();
  } else getSelection()?.selectAllChildren(source);
}
