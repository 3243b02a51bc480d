/** The two lines that put a call on a page. */
export function embedSnippet(origin: string, room: string): string {
  return `<script type="module" src="${origin}/rtc-call.js"></script>\n<rtc-call room="${room}"></rtc-call>`;
}
