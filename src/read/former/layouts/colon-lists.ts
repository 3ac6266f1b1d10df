import type { Draft } from '../../document/mention-draft.ts';
import type { Line, Page, Sentence } from '../page.ts';
import type { Layout } from './layout.ts';
import { itemsOf } from './list-items-zh.ts';

const OPENS =
  /(?:如下|包括|分别[为是]|名单|下架|通报|公示|App|应用|软件|小程序|SDK)(?:\([^)]{1,20}\))?:\s*(?=\S)/giu;
/** Marks that part the names of one line where 、 does not; a number may stand in front of each. */
const PARTS = [
  /;/gu,
  /\s*[/|]\s*/gu,
  /(?<=[\p{Script=Han}\w)])\s+(?=[\p{Script=Han}A-Za-z\d“《])/gu,
] as const;
const NUMBER = /^\s*(?:[(（]?\d{1,3}[)）.、:]|[①-⑳])\s*/u;
const FEWEST = 3;
const LONGEST = 60;

/** `名单：甲；乙；丙。`, `公布的App：甲/乙/丙`, `下架：1.甲（某公司）；2.乙（某公司）`. */
export const colonLists: Layout = {
  id: 'colon-lists',
  about: 'names behind a colon on one line, parted by semicolons, strokes or blanks',
  read(page, steps) {
    if (page.language !== 'zh') return null;
    const refused = new Set(steps.refused.map((one) => one.step.scene.sentence.start));
    const drafts = page.lines.flatMap((line) => (refused.has(line.start) ? [] : listIn(line, page)));
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

/** The names of the first list of a line that reads as names throughout. */
function listIn(line: Line, page: Page): Draft[] {
  const sentence: Sentence = { ...line, place: 'body', paragraph: page.lines.indexOf(line) };
  for (const match of line.text.matchAll(OPENS)) {
    const from = match.index + match[0].length;
    const rest = line.text.slice(from);
    const stop = rest.search(/[。!?]/u);
    const list = (stop < 0 ? rest : rest.slice(0, stop)).replace(/[\s;等]+$/u, '');
    for (const mark of PARTS) {
      const names = piecesOf(list, mark).map(([start, end]) =>
        itemsOf(sentence, { start: from + start, end: from + end }, page, false),
      );
      if (names.length >= FEWEST && names.every((one) => one.length === 1)) return names.flat();
    }
  }
  return [];
}

/** The pieces of a list without their numbers; none where one is too long for a name. */
function piecesOf(list: string, mark: RegExp): [start: number, end: number][] {
  const pieces: [number, number][] = [];
  let from = 0;
  for (const cut of [...list.matchAll(mark), null]) {
    const end = cut?.index ?? list.length;
    const text = list.slice(from, end);
    const lead = NUMBER.exec(text)?.[0].length ?? 0;
    if (text.length > LONGEST || /[、,:]/u.test(text.slice(lead).replace(/\([^()]*\)/gu, ''))) return [];
    if (text.trim() !== '') pieces.push([from + lead, end]);
    from = end + (cut?.[0].length ?? 0);
  }
  return pieces;
}
