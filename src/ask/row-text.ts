/** Bytes that are looked at to tell how a list is written. */
const SNIFF = 64 * 1024;

/** How a list is written: charset, whether it began with a byte order mark, and its delimiter. */
export interface RowText {
  readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  readonly mark: boolean;
  readonly delimiter: ',' | '\t' | ';';
  /** The decoded text, without mark. */
  readonly text: AsyncIterable<string>;
}

/** Tells charset and delimiter by the head of the list and decodes the rest as it comes; nothing is held but the head. */
export async function readText(input: AsyncIterable<Uint8Array>): Promise<RowText> {
  const chunks = input[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < SNIFF && !ended) {
    const next = await chunks.next();
    ended = next.done === true;
    if (next.done !== true) {
      head.push(next.value);
      length += next.value.length;
    }
  }
  const start = joined(head, length);
  const { charset, mark } = charsetOf(start, ended);
  const decoder = new TextDecoder(charset);
  const first = decoder.decode(start, { stream: true });
  async function* text(): AsyncGenerator<string> {
    yield first;
    while (!ended) {
      const next = await chunks.next();
      if (next.done === true) break;
      yield decoder.decode(next.value, { stream: true });
    }
    yield decoder.decode();
  }
  return { charset, mark, delimiter: delimiterOf(first), text: text() };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** By mark, else strict UTF-8, else GB18030, which Excel writes in China. */
function charsetOf(start: Uint8Array, whole: boolean): Pick<RowText, 'charset' | 'mark'> {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { charset: 'utf-8', mark: true };
  if (start[0] === 0xff && start[1] === 0xfe) return { charset: 'utf-16le', mark: true };
  if (start[0] === 0xfe && start[1] === 0xff) return { charset: 'utf-16be', mark: true };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: !whole });
    return { charset: 'utf-8', mark: false };
  } catch {
    return { charset: 'gb18030', mark: false };
  }
}

/** The delimiter that the first line has most of, outside quotes. */
function delimiterOf(text: string): RowText['delimiter'] {
  const line = /^(?:"(?:[^"]|"")*"|[^\r\n])*/u.exec(text)?.[0].replace(/"(?:[^"]|"")*"/gu, '') ?? '';
  const count = (one: string) => line.split(one).length - 1;
  const order = ['\t', ',', ';'] as const;
  return order.reduce((best, next) => (count(next) > count(best) ? next : best));
}
