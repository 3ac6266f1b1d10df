import type { MentionRow } from '../../domain/notice.ts';
import { type Draft, draftKey } from '../draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';

const FIRM =
  /([\u4e00-\u9fff][\u4e00-\u9fff()A-Za-z]{2,30}?(?:股份有限公司|有限责任公司|有限公司|公司))(?:开发|运营|推出|研发|所有|旗下)的?(?:App|应用|小程序)?[“"《]?$/iu;
const VERSION = /版本(?:号)?(?:为|是)?\s*[vV]?(\d+(?:\.\d+)+)|[vV]?(\d+(?:\.\d+)+)\s*版/u;

/** Developer, version and store that a sentence states of the one app it speaks of ("某公司开发的“某App”", "商店上的8.0版本"). */
export function withDetails(drafts: readonly Draft[], sentences: readonly Sentence[], page: Page): Draft[] {
  const detailed = new Map<string, { developer: string | null; row: MentionRow | null }>();
  const apps = drafts.filter((one) => one.kind !== 'entity');
  for (const sentence of sentences) {
    const named = apps.filter(
      (one, at) =>
        apps.findIndex((other) => draftKey(other.name) === draftKey(one.name)) === at &&
        sentence.raw.includes(one.name),
    );
    for (const one of named) {
      const at = sentence.raw.indexOf(one.name);
      const firm = FIRM.exec(sentence.text.slice(0, at));
      const row =
        rowInBracket(sentence, one.name, at, page) ??
        (named.length === 1 ? rowAfter(sentence, at, page) : null);
      const known = detailed.get(one.name);
      detailed.set(one.name, {
        developer:
          known?.developer ??
          (firm === null ? null : sentence.raw.slice(firm.index, firm.index + firm[1]!.length)),
        row: known?.row ?? row,
      });
    }
  }
  return drafts.map((one) => {
    const more = detailed.get(one.name);
    if (more === undefined || one.kind === 'entity') return one;
    return {
      ...one,
      developer: one.developer ?? more.developer,
      rows: one.rows.length === 0 && more.row !== null ? [more.row] : one.rows,
    };
  });
}

/** A bracket right behind a name: `“name”（版本2.9.6，应用宝）`. */
const BRACKET = /^[”"》]?\s*\(([^()]{2,40})\)/u;

function rowInBracket(sentence: Sentence, name: string, at: number, page: Page): MentionRow | null {
  const from = at + name.length;
  const bracket = BRACKET.exec(sentence.text.slice(from));
  if (bracket === null) return null;
  const open = from + bracket[0].indexOf(bracket[1]!);
  const version = /(?<=版本号?[:为]?\s*)[vV]?\d[\w.]*|[vV]?\d+(?:\.\d+)+/u.exec(bracket[1]!);
  const store = page.vocabulary.stores(bracket[1]!).at(-1);
  if (version === null) return null;
  const cut = (start: number, end: number) => sentence.raw.slice(open + start, open + end);
  return {
    version: cut(version.index, version.index + version[0].length),
    store: store === undefined ? null : cut(store.start, store.end),
    accusations: [],
    span: spanIn(sentence, at, open + bracket[1]!.length),
  };
}

function rowAfter(sentence: Sentence, at: number, page: Page): MentionRow | null {
  const tail = sentence.text.slice(at);
  const version = VERSION.exec(tail);
  if (version === null) return null;
  const number = version[1] ?? version[2]!;
  const store = page.vocabulary.stores(tail)[0];
  const end = at + version.index + version[0].length;
  return {
    version: number,
    store: store === undefined ? null : sentence.raw.slice(at + store.start, at + store.end),
    accusations: [],
    span: spanIn(sentence, at, Math.max(end, store === undefined ? 0 : at + store.end)),
  };
}
