import type { MentionRow } from '../../../domain/notice.ts';
import { type Draft, draftKey } from '../../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import { leadOf } from './entities.ts';

const FIRM =
  /([\u4e00-\u9fff][\u4e00-\u9fff()A-Za-z]{2,30}?(?:股份有限公司|有限责任公司|有限公司|公司))(?:(?:开发|运营|推出|研发|所有|旗下)的?(?:App|应用|小程序)?[“"《]?|的[“"《])$/iu;
/** Who runs the app, behind its name: "对运营单位“某某有限公司”处以". */
const RUN_BY =
  /(?:运营|开发|主办|经营|责任)(?:单位|者|企业|主体|方|商|公司)?(?:为|是|系)?[:,]?[“"]?([\u4e00-\u9fff][\u4e00-\u9fff()A-Za-z]{2,30}?(?:股份有限公司|有限责任公司|有限公司))/u;
/** "“某App”（某某有限公司）". */
const IN_BRACKET =
  /^[”"》]?(?:App|应用|小程序|SDK)?\((?:(?:运营|开发|主办)(?:单位|者|企业|主体|方|商)[:,]?)?([^(),;]{4,30}(?:公司|中心|银行|集团)(?:\([^()]{2,8}\))?)\)/iu;
/** "某App由某银行推出": whose it is. */
const MADE_BY =
  /^[”"》]?(?:App|应用|小程序)?(?:是|系)?由([^,。;、“”]{2,24}?)(?:推出|开发|运营|研发|打造|出品|提供)/iu;
const VERSION = /版本(?:号)?(?:为|是)?\s*[vV]?(\d+(?:\.\d+)+)|[vV]?(\d+(?:\.\d+)+)\s*版/u;

interface Told {
  readonly developer: string | null;
  readonly owner: string | null;
  readonly row: MentionRow | null;
}

/** Developer, version and store that a sentence states of the one app it speaks of ("某公司开发的“某App”", "商店上的8.0版本"). */
export function withDetails(drafts: readonly Draft[], sentences: readonly Sentence[], page: Page): Draft[] {
  const detailed = new Map<string, Told>();
  const apps = drafts.filter((one) => one.kind !== 'entity');
  for (const sentence of sentences) {
    const named = apps.filter(
      (one, at) =>
        apps.findIndex((other) => draftKey(other.name) === draftKey(one.name)) === at &&
        sentence.raw.includes(one.name),
    );
    for (const one of named) {
      const at = sentence.raw.indexOf(one.name);
      const behind = sentence.text.slice(at + one.name.length);
      const firm =
        firmBefore(sentence, at, page) ??
        partOf(sentence, IN_BRACKET.exec(behind), at + one.name.length) ??
        (named.length === 1 ? partOf(sentence, RUN_BY.exec(behind), at + one.name.length) : null);
      const row =
        rowInBracket(sentence, one.name, at, page) ??
        (named.length === 1 ? rowAfter(sentence, at, page) : null);
      const known = detailed.get(one.name);
      detailed.set(one.name, {
        developer: known?.developer ?? firm,
        owner: known?.owner ?? partOf(sentence, MADE_BY.exec(behind), at + one.name.length),
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
      owner: one.owner ?? more.owner,
      rows: one.rows.length === 0 && more.row !== null ? [more.row] : one.rows,
    };
  });
}

function firmBefore(sentence: Sentence, at: number, page: Page): string | null {
  // "某公司的“甲”“乙”": the firm stands in front of the first of them.
  const run = /(?:[“"《][^“”"《》]{1,30}[”"》][、和及]?)+(?=[“"《]$)/u.exec(sentence.text.slice(0, at));
  const match =
    FIRM.exec(sentence.text.slice(0, at)) ??
    (run === null ? null : FIRM.exec(sentence.text.slice(0, run.index + 1)));
  if (match === null) return null;
  const end = match.index + match[1]!.length;
  if (/某|依法|公安局/u.test(match[1]!)) return null;
  return sentence.raw.slice(match.index + leadOf(match[1]!, page), end);
}

/** What the first group of a match covers, as written; the match counts from an offset on. */
function partOf(sentence: Sentence, match: RegExpExecArray | null, from: number): string | null {
  if (match === null) return null;
  const at = from + match.index + match[0].indexOf(match[1]!);
  return sentence.raw.slice(at, at + match[1]!.length);
}

/** A bracket right behind a name: `“name”（版本2.9.6，应用宝）`. */
const BRACKET = /^[”"》]?\s*(?:App|应用|小程序|SDK)?\s*\(([^()]{2,40})\)/iu;

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
