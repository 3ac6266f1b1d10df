/** Parts of a picture of a message: the background of the service, and the message. */
export interface Look {
  readonly ground: string;
  readonly ink: string;
  readonly link: string;
  readonly body: string;
}

const STYLE = `*{box-sizing:border-box}body{margin:0;padding:12px;font:15px/1.4 system-ui,-apple-system,"Segoe UI","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
a{text-decoration:none}.box{border-radius:6px;padding:10px 12px;margin:0 0 8px;white-space:pre-wrap}.small{font-size:12px;opacity:.7}h1{font-size:17px;margin:0 0 8px}
.row{display:flex;flex-wrap:wrap;gap:6px;margin-top:8px}.row a,.row span{border:1px solid #8888;border-radius:6px;padding:6px 12px;font-size:14px}p{margin:0 0 6px}`;

/** A page that looks roughly like the message on a phone. */
export const pageOf = ({ ground, ink, link, body }: Look): string =>
  `<!doctype html><html><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}
body{background:${ground};color:${ink}}a{color:${link}}</style>${body}</html>\n`;

export const escaped = (text: unknown): string =>
  String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export const linkTo = (url: unknown, text: string): string =>
  `<a href="${escaped(url)}">${text}</a>`;

/** Text in which addresses are links, as chats show it. */
export const withAddresses = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s<]{1,2000}/g, (url) => `<a href="${url}">${url}</a>`);

const utc = (seconds: number): string =>
  `${new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Escaped marks are text: replaced by private characters while marks are read. */
const ASIDE = 0xe000;

/** Markdown of a chat: bold, links and small print. */
export const chatMarkdown = (text: string): string =>
  escaped(text.replace(/<t:(\d{1,12}):\w>/g, (_, seconds: string) => utc(Number(seconds))))
    .replace(/\\([!-~])/g, (_, mark: string) => String.fromCharCode(ASIDE + mark.charCodeAt(0)))
    .replace(/\[([^[\]]{1,500})\]\(([^\s()]{1,2000})\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]{1,500})\*\*/g, '<b>$1</b>')
    .replace(/^-# (.*)$/gm, '<span class="small">$1</span>')
    .replace(/[\ue021-\ue07e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - ASIDE));
