import type { CalendarDate } from '../../../domain/time.ts';
import { daysBetween } from '../../dates/calendar.ts';
import { capitalsIn } from '../at-home.ts';
import { daysIn } from '../days.ts';
import type { Line, Page, Sentence } from '../page.ts';
import { isAboutOthers } from './about-others.ts';
import { actorOf } from './actor.ts';
import { confirm } from './confirm.ts';
import { aheadOf, isOnlyWhich } from './headline-en.ts';
import { isAttributive, isFirmsLetter, isOfLinks, isYearsReview } from './kinds-of-page.ts';
import { ordersObeyed } from './orders-obeyed.ts';
import { REASONS, type Refusal, type RefusedStep } from './reasons.ts';
import { isSaidToday } from './recall-en.ts';
import { settingOf } from './setting.ts';
import { type Scene, type Setting, type Step, sceneOf } from './step.ts';

/** The steps of a page: those that are new, those that are not with the reason, and those that end a case. */
export interface StepReading {
  readonly scenes: readonly Scene[];
  readonly taken: readonly Step[];
  readonly refused: readonly RefusedStep[];
  readonly easing: readonly Step[];
  /** The page is an authority's own notice. */
  readonly official: boolean;
  /** The page is a round-up of several authorities' acts. */
  readonly digest: boolean;
  /** An authority makes decided cases public. */
  readonly cases: boolean;
}

const OFFICIAL_TITLE =
  /^(?:.{0,40})关于.{2,80}(?:通报|公告|公示|决定|通告|通知|名单|警示函|监管(?:工作)?函|决定书)\W*(?:\([^)]{1,30}\))?\W*(?:20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?)?\W*$/u;
const OFFICIAL_TEXT =
  /我部|我局|我办(?!理)|我委|我署|经我会|我会(?=对|拟|将责|依法|决定)|本局(?!部)|本通报|特此(?:通报|公告|通告|函告)|现对你(?:公司|单位|行)|(?<![发出表呈])现(?:将|予以)[^。]{0,60}(?:通报|公告|公布|公示|下架)|如下:?$/u;

/** A notice in English, often by a machine: "our ministry organised tests", "is hereby notified"; no quote of a speaker. */
const OFFICIAL_TEXT_EN =
  /^[^"“”]*\b(?:our (?:ministry|bureau|department|administration|office|commission)|hereby (?:notif|announc|publi|circulat)\w*)\b[^"“”]*$/iu;

const TEAM = /^[^,。;:]{2,16}(?:团队|安全中心|客服中心|平台|应用市场|应用商店|编辑部)$/u;

/** A platform or store that publishes rules and removals of its own: signed by its team, or titled with its name. */
function speaksAsCompany(page: Page): boolean {
  const signs = (one: Line) => TEAM.test(one.text.trim()) && !page.vocabulary.isStore(one.text.trim());
  if (page.lines.slice(-3).some(signs)) return true;
  const title = page.sentences.find((one) => one.place === 'title')?.text ?? '';
  const about = title.indexOf('关于');
  return (
    about > 0 &&
    about < 20 &&
    page.vocabulary.bodies(title.slice(0, about)).length === 0 &&
    page.vocabulary.findKnown(title.slice(0, about)).length > 0
  );
}

/** Whether a page speaks as an authority: by the form of its title or by its own voice. */
export function isOfficial(page: Page): boolean {
  const titles = page.sentences.filter((one) => one.place === 'title').map((one) => one.text.trim());
  if (speaksAsCompany(page) || isOfLinks(page)) return false;
  return (
    [...titles, titles.join('')].some((one) => OFFICIAL_TITLE.test(one)) ||
    page.sentences.some((one) => OFFICIAL_TEXT.test(one.text)) ||
    (page.language === 'en' && page.sentences.some((one) => OFFICIAL_TEXT_EN.test(one.text)))
  );
}

/**
 * Reads every wording of a step. New is what title or lead tell (in an authority's own notice: anywhere) and no reason
 * refuses; later sentences of an article add types only where the news stands already and they speak of its subjects.
 */
export function findSteps(page: Page, published: CalendarDate | null): StepReading {
  const official = isOfficial(page);
  const scenes = page.sentences.map((sentence) => sceneOf(sentence, page));
  const setting = settingOf(page, scenes, published, official);
  const { digest } = setting;
  const taken: Step[] = [];
  const refused: RefusedStep[] = [];
  const easing: Step[] = [];
  if (isFirmsLetter(scenes) || isYearsReview(page, published))
    return { scenes, taken, refused, easing, official: false, digest, cases: false };
  for (const [at, scene] of scenes.entries()) {
    for (const mark of scene.marks) {
      if (mark.role === 'easing' && scene.sentence.place !== 'body')
        easing.push({ type: mark.type ?? 'closed', scene, mark });
      if (mark.role !== 'action' || mark.type === null) continue;
      const step: Step = { type: mark.type, scene, mark };
      const refusal = refusalOf(step, setting, taken, at);
      if (refusal === null) taken.push(step);
      else refused.push({ step, ...refusal });
    }
  }
  const ahead = aheadOf(page, scenes, taken);
  if (ahead !== null && !official && !digest) {
    const because = `the headline is of what is to come: ${ahead}`;
    for (const step of taken.splice(0)) refused.push({ step, code: 'threat', because });
  }
  const confirmed = confirm([...ordersObeyed(taken, refused, page), ...taken], refused, page);
  return { scenes, taken: confirmed, refused, easing, official, digest, cases: setting.cases };
}

const LATER = { zh: 18, en: 12 } as const;

function refusalOf(step: Step, setting: Setting, taken: readonly Step[], at: number): Refusal | null {
  for (const reason of REASONS) {
    const refusal = reason(step, setting);
    if (refusal !== null) return refusal;
  }
  if (!setting.official && setting.explains)
    return { code: 'history', because: 'the article explains what such steps are' };
  if (isOnlyWhich(step) || (taken.length === 0 && isAttributive(step)))
    return { code: 'history', because: 'refers to a step told elsewhere' };
  const actor = actorOf(step, setting, taken.length);
  if ('missing' in actor) return { code: 'own-account', because: actor.missing };
  if (setting.official || setting.digest || setting.cases) return null;
  if (taken.length === 0 && step.scene.sentence.place !== 'title' && BESIDE.test(step.scene.sentence.text))
    return { code: 'history', because: 'told beside other news' };
  const offTopic = offTopicOf(step, setting, taken);
  if (offTopic !== null) return { code: 'history', because: offTopic };
  const { place, text } = step.scene.sentence;
  const isAside =
    place === 'lead' && setting.page.language === 'zh' && step.scene.sentence !== setting.opening;
  if (place !== 'body' && !(isAside && /^\W*(?:日前|近日|近期|不久前)/u.test(text))) return null;
  if (taken.length === 0) return { code: 'history', because: 'neither title nor lead tells a new step' };
  if (setting.hitsMany) return null;
  if (at - itemsBefore(at, setting.page) > LATER[setting.page.language])
    return { code: 'history', because: 'far from the lead' };
  return isAboutOthers(step.scene, taken)
    ? { code: 'history', because: 'about others than the new step' }
    : null;
}

const ITEM = /^\s*[•·▪*–-]\s.{0,50}$/u;

/** Items of a list among the sentences before: they put nothing far from the lead. */
function itemsBefore(at: number, { language, sentences }: Page): number {
  if (language === 'zh' || at > FURTHEST) return 0;
  return sentences.slice(0, at).filter((one) => ITEM.test(one.text)).length;
}

const FURTHEST = 60;

/** "In addition, the SEC has named …" in an article that told no step before. */
const BESIDE = /^\W*(?:In addition|Separately|Meanwhile|Elsewhere|Besides|Moreover|Furthermore)\b/u;
const OTHER_NEWS: ReadonlySet<string> = new Set(['own-account', 'easing', 'denial', 'praise', 'statistics']);
/** A decree says on which day it was adopted, some weeks before it is made public: "已经…会议审议通过，现予公布". */
const DECREED = /现(?:予以?|将[^,。;]{0,24})(?:公布|发布|印发)/u;
/** A market report tells of fresh rules what moved the shares. */
const RULES: ReadonlySet<string> = new Set(['rule-proposed', 'rule-enacted']);
const NEWS_DAYS = 1;
/** A first sentence that names who acted tells the news, some days late. */
const OPENING_DAYS = 4;
const isNamedOpening = ({ scene }: Step, opening: Sentence | null) =>
  scene.sentence === opening && scene.agents.some((one) => one.kind === 'regulator' && !one.cited);

/** "A under probe; shares sink 20%", and the first sentence begins with the authority that acts: that is the news. */
const opensWithAct = ({ scene, mark }: Step, opening: Sentence | null) =>
  scene.sentence === opening &&
  // What still goes on ("is investigating") is no act of the day.
  !/^(?:is|are|was|were) [a-z]+ing\b/u.test(scene.sentence.text.slice(mark.start)) &&
  scene.agents.some(
    (one) => one.kind === 'regulator' && !one.cited && one.start < 40 && one.end <= mark.start,
  );

/** An article whose headline tells no step: one about other news (earnings, shares, a denial) has none; in others a step that is dated must be of these days. */
function offTopicOf(
  step: Step,
  { page, published, follows, opening, titleMarks }: Setting,
  taken: readonly Step[],
): string | null {
  const { sentence } = step.scene;
  if (RULES.has(step.type) && DECREED.test(sentence.text)) return null;
  const title = page.sentences.filter((one) => one.place === 'title');
  if (
    sentence.place === 'title' ||
    title.length === 0 ||
    taken.some((one) => one.scene.sentence.place === 'title')
  )
    return null;
  const other = titleMarks.find((one) => OTHER_NEWS.has(one.role));
  if (
    other !== undefined &&
    !(RULES.has(step.type) && sentence.place === 'lead') &&
    !(other.role === 'own-account' && page.language === 'en' && opensWithAct(step, opening))
  )
    return `the headline is about other news (${other.id})`;
  if (
    page.language === 'en' &&
    taken.length === 0 &&
    !follows.has(sentence) &&
    !step.scene.agents.some(
      (one) =>
        one.kind === 'regulator' ||
        (one.kind === 'generic' &&
          (sentence === opening || (sentence.place === 'lead' && isSaidToday(sentence.text, published)))),
    ) &&
    capitalsIn(sentence.text).length === 0
  ) {
    return 'the headline tells no step, and the sentence names no authority';
  }
  const day =
    published === null
      ? undefined
      : daysIn(sentence.text, published).find((one) => one.end <= step.mark.start + 4);
  return published !== null &&
    day !== undefined &&
    page.language === 'zh' &&
    daysBetween(day.date, published) > (isNamedOpening(step, opening) ? OPENING_DAYS : NEWS_DAYS)
    ? `days before the article, whose headline tells no step`
    : null;
}
