import type { CalendarDate } from '../../../domain/time.ts';
import { capitalsIn } from '../at-home.ts';
import type { Agent } from '../authorities.ts';
import type { Line, Page, Sentence } from '../page.ts';
import { isOvertaken } from './fresher.ts';
import { isAboutCases, isExplainer, isPaper } from './kinds-of-page.ts';
import type { Scene, Setting } from './step.ts';

/** What is the same for all sentences of a page, found out once. */
export function settingOf(
  page: Page,
  scenes: readonly Scene[],
  published: CalendarDate | null,
  official: boolean,
): Setting {
  const opening =
    page.sentences.find(
      (one) =>
        one.place === 'lead' &&
        (page.language === 'zh'
          ? /[,。]/u.test(one.text) && !/[?？]\W*$/u.test(one.text)
          : one.text.length > 40),
    ) ?? null;
  return {
    page,
    published,
    official,
    opening,
    follows: followers(scenes),
    before: (sentence) => before(page, sentence),
    hasActor: hasActor(scenes),
    digest: isDigest(page),
    cases: isAboutCases(scenes),
    titleMarks: scenes.filter((one) => one.sentence.place === 'title').flatMap((one) => one.marks),
    overtaken: published !== null && opening !== null && isOvertaken(opening, page, published),
    still: page.sentences.some((one) => STILL.test(one.text)),
    explains: isExplainer(page, opening),
    hitsMany: hitsMany(page),
  };
}

/** What is still unsettled since an earlier day: the opening tells that day, not the news. */
const STILL = /截至目前|尚有|仍有/u;

const SECTION =
  /^\W{0,4}(?:0?\d{1,2}[.、)\s]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\))|^\s*[-*•·▪●]\s+\S/u;
const ROUND_UP =
  /周报|月报|一周|本周|本月|周刊|盘点|动态|速览|简报|汇总|\b(?:weekly|monthly|round-?up|digest|newsletter|bulletin|update|in brief|this week|this month)\b/iu;

const SECTIONS = 3;
const TEXT = 40;

/** A headline of its own in front of its text, as the news of a morning stand. */
function isHeaded({ text }: Line, at: number, lines: readonly Line[]): boolean {
  const next = lines[at + 1]?.text ?? '';
  return (
    at > 0 &&
    text.length >= 8 &&
    text.length <= TEXT + 20 &&
    !/[。;,]\s*$/u.test(text) &&
    next.length >= TEXT &&
    /。/u.test(next)
  );
}

/** A newsletter, whose title says so and which numbered sections follow, or a paper of the morning with headlines above their texts. */
function isDigest(page: Page): boolean {
  if (isPaper(page) && page.lines.filter(isHeaded).length >= SECTIONS) return true;
  return (
    page.sentences.some((one) => one.place === 'title' && ROUND_UP.test(one.text)) &&
    page.lines.filter((one) => SECTION.test(one.text)).length >= SECTIONS
  );
}

function before(page: Page, sentence: Sentence): string {
  const last = page.sentences[page.sentences.indexOf(sentence) - 1];
  return last !== undefined && last.paragraph === sentence.paragraph ? last.text : '';
}

const NEAR = 40;
const HEADLINE = 3;

/** Whether anybody stands near the top who could act with authority; a headline alone may leave that out. */
function hasActor(scenes: readonly Scene[]): boolean {
  const near = scenes.slice(0, NEAR);
  return (
    scenes.length < HEADLINE ||
    near.some(
      ({ agents, sentence }) =>
        agents.some((one) => one.kind !== 'outlet') || capitalsIn(sentence.text).length > 0,
    )
  );
}

/** An authority by name, or in Chinese by what it is ("公安机关"). */
const mayAct = ({ kind }: Agent, { text }: Sentence) =>
  kind === 'regulator' || (kind === 'generic' && /\p{Script=Han}/u.test(text));

/** Sentences behind one that names an authority as acting. */
function followers(scenes: readonly Scene[]): Set<Sentence> {
  const found = new Set<Sentence>();
  for (const [at, scene] of scenes.entries()) {
    const before = scenes[at - 1];
    if (before === undefined) continue;
    const acts = before.agents.some((one) => mayAct(one, before.sentence) && !one.cited);
    if (!acts && !(found.has(before.sentence) && isHeading(before))) continue;
    const near =
      before.sentence.paragraph === scene.sentence.paragraph ||
      before.sentence.place === 'title' ||
      (acts && before.sentence.place === 'lead' && isHeading(scene));
    if (near) found.add(scene.sentence);
  }
  return found;
}

/** "集中排查传播渠道。": a few words in front of what was done there; who acts stands before them. */
function isHeading({ sentence: { text }, agents, known }: Scene): boolean {
  return text.length <= 24 && !/[,:;?!]/u.test(text) && agents.length === 0 && known.length === 0;
}

const MANY = /(?:\d+|[两三四五六七八九十]|多)家[^,。;]{0,12}(?:机构|公司|企业|银行|平台|罚|约谈|处罚|查处)/u;

/** A headline that counts those hit: each later sentence may tell of another one of them. */
function hitsMany(page: Page): boolean {
  return page.sentences.some((one) => one.place === 'title' && MANY.test(one.text));
}
