import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { accused } from './accused-zh.ts';
import { entityDrafts, hitsCompany, isCompanyStep } from './entities.ts';
import { ofItsNews } from './headline-pieces.ts';
import type { Layout } from './layout.ts';
import { itemsOf } from './list-items-zh.ts';
import { listsIn } from './lists-zh.ts';
import { mergerParties } from './merger-parties.ts';
import { isBystander } from './not-hit.ts';
import { sentencesOfSteps } from './quoted.ts';

/** Lists of names inside Chinese sentences: behind words that open a list, and in front of "等43款App". */
export const proseZh: Layout = {
  id: 'prose-zh',
  about: 'names between 、 in a Chinese sentence, and the one app that a headline names',
  read(page, steps) {
    if (page.language !== 'zh') return null;
    const drafts: Draft[] = [];
    for (const sentence of sentencesOfSteps(page, steps)) {
      const lists = isAboutMergers(page, steps) ? [] : listsIn(sentence, page);
      const firms = isAboutFirms(sentence, steps);
      for (const list of lists) drafts.push(...itemsOf(sentence, list, page, firms));
    }
    drafts.push(...listLines(steps, page));
    drafts.push(...accused(steps, page));
    const told = steps.taken.map((one) => one.scene).filter((one, at, all) => all.indexOf(one) === at);
    for (const whole of told) {
      const scene = ofItsNews(whole, steps);
      if (steps.taken.some((one) => one.scene === whole && hitsCompany(one)))
        drafts.push(...entityDrafts(scene, page));
      else if (!/App|应用|小程序|软件|\d款/iu.test(scene.sentence.text) && !isBan(scene.sentence, steps))
        drafts.push(...entityDrafts(scene, page).filter((one) => isOrdered(scene.sentence, one)));
      else if (scene.sentence.place !== 'body')
        drafts.push(
          ...knownApps(scene.sentence, scene.known, page).filter(
            (one) =>
              !drafts.some(
                ({ span }) => span.start <= one.span.start && one.span.end <= span.end && one.span.end > 0,
              ),
          ),
        );
    }
    if (steps.taken.some(hitsCompany))
      drafts.push(
        ...steps.scenes
          .filter((one) => !told.includes(one) && AMONG_THEM.test(one.sentence.text))
          .filter((one) => one.sentence.place === 'title')
          .flatMap((one) => entityDrafts(one, page)),
      );
    if (isAboutMergers(page, steps) || steps.taken.some((one) => one.type === 'merger-blocked'))
      drafts.push(
        ...steps.scenes.filter((one) => !told.includes(one)).flatMap((one) => mergerParties(one, page)),
      );
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

/** A headline's second half that says who is among those hit: "甲、乙旗下公司均在列". */
const AMONG_THEM =
  /^\W*[^,。;:]{2,40}(?:均|都|也|赫然)?(?:在列|在内|上榜|榜上有名)\W*$|^\W*(?:过半|多数|主要|均|其中)?涉及[^,。;:]{2,30}\W*$/u;

const OPENS_LINE = /(?:如下|名单|分别[为是]|包括|App|应用|小程序|软件)(?:\([^)]{1,20}\))?:$/iu;

/** A line of names alone behind one that opens the list: "名单如下：" and below "A、B、C。". */
function listLines(steps: StepReading, page: Page): Draft[] {
  if (steps.taken.every((one) => isCompanyStep(one.type))) return [];
  const refused = new Set(steps.refused.map((one) => one.step.scene.sentence));
  return page.sentences.flatMap((sentence, at) => {
    const opener = page.sentences[at - 1];
    if (opener === undefined || !OPENS_LINE.test(opener.text.trim()) || refused.has(sentence)) return [];
    const end = sentence.text.replace(/[等。;,\s]+$/u, '').length;
    const pieces = sentence.text.slice(0, end).split('、').length;
    const items = itemsOf(sentence, { start: 0, end }, page, false);
    return pieces > 1 && items.length === pieces ? items : [];
  });
}

const BANS = new Set<string>(['banned', 'removed-from-stores', 'registration-suspended']);

/** A headline or first sentence that bans or removes: what it names needs no word for an app beside it. */
function isBan({ place, text }: Sentence, steps: StepReading): boolean {
  return (
    place !== 'body' &&
    !/业务|内容|活动/u.test(text) &&
    steps.taken.some((one) => one.scene.sentence.text === text && BANS.has(one.type))
  );
}

/** A firm that an order is addressed to, in a sentence that speaks of no apps: "对某某控股、某某证券进行核查、督促整改". */
function isOrdered(sentence: Sentence, { span }: Draft): boolean {
  const before = sentence.text.slice(0, Math.max(0, span.start - sentence.start));
  return (
    sentence.start >= 0 &&
    /(?:对|责令|要求|督促|责成|禁止|叫停|关停|进驻)(?:[^,。;、]{1,16}、){0,6}$/u.test(before)
  );
}

/** Fines for mergers that were not declared, whatever the sentence of the step says of them. */
function isAboutMergers(page: Page, steps: StepReading): boolean {
  const types = new Set(steps.taken.map((one) => one.type));
  return (
    types.has('merger-fined') ||
    (types.has('fined') && page.sentences.some(({ text }) => /未依法申报|违法实施经营者集中/u.test(text)))
  );
}

/** A step against companies in a sentence that speaks of no apps: its lists are lists of firms. */
function isAboutFirms(sentence: Sentence, steps: StepReading): boolean {
  const told = steps.taken.filter((one) => one.scene.sentence === sentence);
  return told.some(hitsCompany) && !/App|应用|小程序|软件|\d款/iu.test(sentence.text);
}

/** Right behind a ban even what hosts mini-programs is an app. */
const FORBIDDEN = /(?:禁止|封禁|禁用|封杀)(?:使用|下载)?$/u;

/** Known apps that a title or lead names without any list around them. */
function knownApps(
  sentence: Sentence,
  known: readonly { start: number; end: number; kind: string }[],
  page: Page,
): Draft[] {
  if (/[、]/u.test(sentence.text) && sentence.place !== 'title') return [];
  return known
    .filter((one) => !isBystander(sentence.text, one.start, one.end))
    .filter(
      (one) =>
        one.kind !== 'company' &&
        (FORBIDDEN.test(sentence.text.slice(0, one.start)) ||
          !page.vocabulary.isStore(sentence.text.slice(one.start, one.end))),
    )
    .filter(
      (one) =>
        !/^(?:官方)?(?:小程序|登录|公众号|公号|视频号|服务号|订阅号|号|客服|支付|账号|平台上|上(?:发布|公布|通报|发文|消息)|群|朋友圈|商店|客户端|快讯|讯|消息|记者|报道|电[,(])/u.test(
          sentence.text.slice(one.end),
        ),
    )
    .map((one) =>
      draft(
        sentence.raw.slice(one.start, one.end),
        spanIn(sentence, one.start, one.end),
        'prose-zh.known',
        'prose',
      ),
    );
}
