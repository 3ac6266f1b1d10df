import { daysIn } from '../days.ts';
import { liesBack } from './far-day.ts';
import { isAnswered } from './kinds-of-page.ts';
import type { Mark } from './marks.ts';
import { dayOfNews, daysTold, IN_RANGE, LEAD_DAYS, pastMonth, REACH } from './past-month.ts';
import {
  addedAt,
  earlierWeekday,
  goesOnWithOld,
  isNewsInPerfect,
  newsEnd,
  ownNewsIn,
  recalledIn,
  setBefore,
} from './recall-en.ts';
import { clauseAt, marksOf, type Scene, type Setting, type Step } from './step.ts';
import { summedUp } from './summed-up.ts';
import { goesOnWithPast } from './turn-back-zh.ts';

/** Why a wording of a step is not a new one. `because` names the words that decided. */
export interface Refusal {
  readonly code:
    | 'name'
    | 'law'
    | 'threat'
    | 'denial'
    | 'easing'
    | 'statistics'
    | 'history'
    | 'campaign'
    | 'own-account'
    | 'praise';
  readonly because: string;
}

export interface RefusedStep extends Refusal {
  readonly step: Step;
}

type Reason = (step: Step, setting: Setting) => Refusal | null;

const word = ({ sentence }: Scene, { start, end }: { start: number; end: number }) =>
  sentence.raw.slice(start, end);
/** 通报 in the name of a notification centre, 审查 in that of a review office. */
const inName: Reason = ({ scene, mark, type }) => {
  const agent = scene.agents.find(
    (one) =>
      one.kind !== 'generic' &&
      (one.start <= mark.start || (type === 'rule-enacted' && one.start < mark.end)) &&
      mark.end <= one.end,
  );
  return agent ? { code: 'name', because: `part of the name "${word(scene, agent)}"` } : null;
};

/** Words inside the title of a law. */
const inLaw: Reason = ({ type, scene, mark }) => {
  if (type === 'rule-enacted' || type === 'rule-proposed') return null;
  const { text } = scene.sentence;
  const open = text.lastIndexOf('《', mark.start);
  const close = open < 0 ? -1 : text.indexOf('》', open);
  if (open < 0 || close < mark.start) return null;
  // A draft says so behind the name: 《…规定(修订征求意见稿)》.
  const title = text.slice(open + 1, close).replace(/\([^()]*\)$/u, '');
  return /(?:法|条例|规定|办法|方法|指南|规范|细则|要求)$/u.test(title)
    ? { code: 'law', because: `title of "${title}"` }
    : null;
};

/** Announced for the case of non-compliance: the threat stands before the wording, in the same sentence. */
const threatened: Reason = ({ scene, mark, type }) => {
  const threat = marksOf(scene, 'threat').find(
    (one) =>
      one.start < mark.start ||
      (type === 'fined' &&
        /^ ?(?:of )?(?:up to|(?:could|may|might) be)/u.test(scene.sentence.text.slice(mark.end))) ||
      (one.start < mark.end &&
        one.id.startsWith('en-') &&
        one.start >= mark.start &&
        type !== 'rectification-ordered'),
  );
  return threat ? { code: 'threat', because: word(scene, threat) } : null;
};

const denied: Reason = ({ scene, mark }, { page }) => {
  if (scene.sentence.place === 'title') {
    const beside = page.sentences.find(
      (one) => one.place === 'title' && one !== scene.sentence && isAnswered(scene.sentence, one),
    );
    if (beside !== undefined) return { code: 'denial', because: beside.raw };
  }
  const isNear = (one: Mark) => one.end > mark.start - 30 && one.start < mark.end + 30;
  // What a court stops stands behind it, however far: "Judge halts the administration's order to remove …".
  const isStopped = (one: Mark) => one.id.startsWith('en-court') && one.start <= mark.start;
  const denial = marksOf(scene, 'denial').find((one) => isNear(one) || isStopped(one));
  return denial ? { code: 'denial', because: word(scene, denial) } : null;
};

const eased: Reason = ({ scene, mark, type }) => {
  if (type === 'reinstated' || type === 'closed') return null;
  const [start, end] = clauseAt(scene.sentence.text, mark.start);
  // A fine ends its investigation: "fined 18 billion yuan after regulators concluded a probe".
  const decides = type === 'fined' || type === 'merger-fined';
  const easing = marksOf(scene, 'easing').find(
    (one) =>
      one.start < end &&
      one.end > start &&
      !(decides && /^(?:conclud|end|wrap|clos)/iu.test(scene.sentence.text.slice(one.start))),
  );
  return easing ? { code: 'easing', because: word(scene, easing) } : null;
};

/** A campaign is work to come; it counts against wordings in its own clause or title only. */
const announced: Reason = ({ scene, mark, type }) => {
  const campaign = marksOf(scene, 'campaign').find(
    (one) => one.start <= mark.end && mark.start <= one.end + 12,
  );
  return campaign && type !== 'rule-enacted' ? { code: 'campaign', because: word(scene, campaign) } : null;
};

const praised: Reason = ({ scene, mark }) => {
  const [start, end] = clauseAt(scene.sentence.text, mark.start);
  const praise = marksOf(scene, 'praise').find((one) => one.start < end && one.end > start);
  return praise ? { code: 'praise', because: word(scene, praise) } : null;
};

/** Told as history: a word for it in the same clause or at the head of the sentence (in English anywhere before or near). */
const told: Reason = ({ scene, mark }, { page, before, published }) => {
  const { text, place } = scene.sentence;
  const business = page.language === 'en' && place === 'title' ? ownNewsIn(text) : null;
  if (business !== null && mark.start >= business.length)
    return { code: 'history', because: business.trim() };
  const [start, end] = clauseAt(text, mark.start);
  const cut = page.language === 'en' ? newsEnd(text) : text.length;
  const past = marksOf(scene, 'background').find((one) =>
    page.language === 'zh'
      ? (one.start >= start && one.start <= mark.start) || (one.start < 6 && one.start <= mark.start)
      : (one.start < cut || mark.start > cut) &&
        (one.start < 24 || (one.end > start - 40 && one.start < end + 40)),
  );
  if (past) return { code: 'history', because: word(scene, past) };
  const earlier = page.language === 'zh' && GOES_ON.test(text.slice(start, end));
  const told = earlier ? marksOf(scene, 'background').find((one) => one.start < start) : undefined;
  if (told) return { code: 'history', because: word(scene, told) };
  if (page.language === 'zh' && place !== 'title' && goesOnWithPast(text, before(scene.sentence), published))
    return { code: 'history', because: before(scene.sentence) };
  const aside =
    place === 'body' && !isNewsInPerfect(text)
      ? marksOf(scene, 'aside').find((one) => one.start < addedAt(text, mark.end))
      : undefined;
  return aside ? { code: 'history', because: word(scene, aside) } : null;
};

/** A clause that goes on with what the clause before tells: "曾启动审查，期间停止注册". */
const GOES_ON = /^\s*(?:期间|其间|随后|当时|此后|之后|同时|并(?!列|非)|后(?!续)|要求|责令)/u;

const REACTION =
  /(?:回应|表示|声明|承诺|致歉|反馈|答复|坦言|(?<=客服|公司|品牌|官方|店方)(?=称))(?:称|道|说|,|:|将)?[^。]{0,60}$|(?:回应|承诺书?|致歉)[^。]{0,40}$/u;

/** What a company answers, promises or denies: "某公司回应称，将立即整改". */
const reacted: Reason = ({ scene, mark }, { page }) => {
  if (page.language !== 'zh') return null;
  const before = scene.sentence.text.slice(0, mark.start);
  const verb = REACTION.exec(before);
  if (verb === null) return null;
  const isAgent = scene.agents.some(
    (one) => one.kind !== 'outlet' && one.start < verb.index && verb.index - one.end < 24,
  );
  const speaks =
    /^回应[被遭]?$/u.test(before.slice(verb.index)) ||
    scene.known.some((one) => one.end <= verb.index) ||
    /(?:公司|平台|方面|企业|品牌|客服|运营方|当事人|机构|App(?:相关)?负责人)[^,。;]{0,10}$/iu.test(
      before.slice(0, verb.index),
    );
  if (isAgent && /^回应[对就]/u.test(before.slice(verb.index)) && !/[,;:]/u.test(before.slice(verb.index)))
    return { code: 'history', because: word(scene, { start: verb.index, end: mark.end }) };
  return !isAgent && speaks
    ? { code: 'own-account', because: word(scene, { start: verb.index, end: verb.index + 2 }) }
    : null;
};

const NOTICE_DAYS = 5;
const BODY_DAYS = 7;
/** Law firms write of a decision weeks later, and name the authority in the first sentence. */
const NAMED_LEAD_DAYS = 75;

/** A day in front of the wording that lies well before publication. The lead of an article may be old: it may be a reprint. */
const dated: Reason = ({ scene, mark, type }, setting) => {
  const { published, official, page, opening, digest, cases } = setting;
  if (published === null || cases || scene.sentence.place === 'title') return null;
  const { text } = scene.sentence;
  const isFirst = scene.sentence === opening && !official;
  const overtaken = isFirst && setting.overtaken;
  const isOpening = isFirst && !overtaken && !setting.still;
  const isOwnDay = official || isOpening || overtaken || opening === null;
  const news = isOwnDay ? published : dayOfNews(opening.text, published);
  const decided = official && (type === 'fined' || type === 'merger-fined');
  const isZh = page.language === 'zh';
  const lead = !isZh && scene.agents.some((one) => one.kind === 'regulator') ? NAMED_LEAD_DAYS : LEAD_DAYS;
  const allowed = isOpening || digest || decided ? lead : official ? NOTICE_DAYS : BODY_DAYS;
  const until = type === 'rule-enacted' ? mark.end : mark.start + 4;
  const days = isZh ? daysIn(text, published).filter((one) => one.end <= until) : daysTold(text, published);
  const day = isZh
    ? days.at(-1)
    : days.find(
        (one) =>
          one.date <= published && !IN_RANGE.test(text.slice(Math.max(0, one.start - REACH), one.start)),
      );
  if (day && liesBack(text, day, news, { allowed, type }))
    return { code: 'history', because: word(scene, day) };
  const told = isZh ? text.slice(0, mark.start) : text;
  const month = pastMonth(told, published, isOpening ? Math.max(62, lead) : 31);
  return month === null ? null : { code: 'history', because: month };
};

/** In English: behind the turn to what came before, or in a sentence that tells nothing else. */
const recalled: Reason = ({ scene, mark }, { page, published, opening, official, digest, before }) => {
  if (page.language !== 'en') return null;
  const { text, place } = scene.sentence;
  const end = newsEnd(text);
  if (mark.start >= end) return { code: 'history', because: text.slice(end, end + 40).trim() };
  const news = setBefore(text);
  if (mark.start < news && marksOf(scene, 'action').some((one) => one.start >= news))
    return { code: 'history', because: text.slice(0, news).trim() };
  if (place === 'title' || official || digest) return null;
  if (goesOnWithOld(text, before(scene.sentence)))
    return { code: 'history', because: 'goes on with an earlier matter' };
  const because = recalledIn(text) ?? earlierWeekday(text, opening?.text ?? '', published);
  return because === null ? null : { code: 'history', because };
};

/** In this order; the first that speaks decides. */
export const REASONS: readonly Reason[] = [
  inName,
  inLaw,
  threatened,
  denied,
  eased,
  summedUp,
  announced,
  praised,
  reacted,
  recalled,
  told,
  dated,
];
