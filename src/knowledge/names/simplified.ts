import { Trie } from 'opencc-js/core';
import { from, to } from 'opencc-js/preset/t2cn';
import type { Span } from '../../domain/document.ts';

/** A text as it is read, with the way back to the text as written. */
export interface ReadText {
  readonly text: string;
  readonly written: string;
  /** The range of `written` of which a range of `text` was made. */
  readonly spanOf: (start: number, end: number) => Span;
}

/** Words of Taiwan and Hong Kong, then traditional characters; each the longest that begins. */
const CHAIN = [...from.twp!, ...to.cn!];
let chain: readonly Trie[] | null = null;

function tries(): readonly Trie[] {
  chain ??= CHAIN.map((group) => {
    const trie = new Trie();
    trie.loadDictGroup([...group]);
    return trie;
  });
  return chain;
}

const HAN = /\p{Script=Han}/gu;
/** Share of the characters of the beginning that only traditional texts have. */
const TRADITIONAL = 0.1;
const BEGINNING = 400;

/**
 * Whether a text is written in traditional characters: some stand in simplified texts too (於, 著),
 * so a tenth of its beginning has to be.
 */
export function isTraditional(text: string): boolean {
  const han = text.slice(0, BEGINNING).match(HAN) ?? [];
  const characters = tries().at(-1)!;
  const old = han.filter((character) => {
    const found = characters.matchPrefix(character, 0);
    return found !== null && found.value !== character;
  });
  return old.length > TRADITIONAL * han.length;
}

/** A text as it stands. */
export function asWritten(text: string): ReadText {
  return { text, written: text, spanOf: (start, end) => ({ start, end }) };
}

/**
 * A traditional text by its words in simplified characters: 軟體 is 软件, 乾隆 stays what it is. A
 * range inside a word of another length is the whole word.
 */
export function inSimplified(written: string): ReadText {
  let text = written;
  let starts: readonly number[] = Array.from({ length: written.length }, (_, at) => at);
  let ends: readonly number[] = starts.map((at) => at + 1);
  for (const trie of tries()) {
    const next: { start: number; end: number }[] = [];
    let made = '';
    for (let at = 0; at < text.length; ) {
      const { end, value } = trie.matchPrefix(text, at) ?? { end: at + 1, value: text[at]! };
      const isSame = value.length === end - at;
      for (let nth = 0; nth < value.length; nth += 1) {
        const [first, last] = isSame ? [at + nth, at + nth] : [at, end - 1];
        next.push({ start: starts[first]!, end: ends[last]! });
      }
      made += value;
      at = end;
    }
    text = made;
    starts = next.map(({ start }) => start);
    ends = next.map(({ end }) => end);
  }
  const spanOf = (start: number, end: number): Span => ({
    start: starts[start] ?? written.length,
    end: end === start ? (starts[start] ?? written.length) : ends[end - 1]!,
  });
  return { text, written, spanOf };
}
