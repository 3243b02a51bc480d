import { makeCopyButton } from '../copy-button.ts';
import { elementById } from '../element-by-id.ts';
import { embedSnippet } from './snippet.ts';

const snippet = elementById('snippet', HTMLElement);
const text = embedSnippet(location.origin, 'demo');
snippet.textContent = text;
makeCopyButton(elementById('copy-snippet', HTMLButtonElement), snippet, () => text);
