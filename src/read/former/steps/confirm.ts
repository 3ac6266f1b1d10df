import type { ActionType } from '../../../domain/notice.ts';
import type { Page } from '../page.ts';
import { isEarlierOrder } from './earlier-order.ts';
import { isOfLinks } from './kinds-of-page.ts';
import type { Refusal, RefusedStep } from './reasons.ts';
import { clauseAt, type Step } from './step.ts';
import { isOnlyTotals, tellsTotals } from './totals.ts';

const UNSAID: ReadonlySet<Refusal['code']> = new Set([
  'statistics',
  'denial',
  'easing',
  'praise',
  'campaign',
]);

/** Single words with exclamation marks: "下架！" cries louder than its article tells. */
const CRY = /^[\s\p{P}]*(?:(?:通报|下架|曝光|封禁|关停|处罚|约谈)[\s\p{P}]*){1,3}$/u;

/** A headline whose article says that it is a total, a rumour or the end of a case is not a new step. */
export function confirm(taken: readonly Step[], refused: readonly RefusedStep[], page: Page): Step[] {
  const isTitle = (step: Step) => step.scene.sentence.place === 'title';
  if (isOnlyTotals(taken, refused) || tellsTotals(taken, refused, page)) return [];
  const types = new Set<ActionType>(taken.filter((one) => !isTitle(one)).map((one) => one.type));
  if (!page.sentences.some((one) => one.place !== 'title' && one.text.length > 24))
    return proposedOnly(taken, page);
  const fitting = proposedOnly(
    taken.filter((one) => !isEarlierOrder(one, taken, page)),
    page,
  ).map((one, _, all) => (isNoFine(one, all, page) ? { ...one, type: 'criticised' as const } : one));
  return fitting.filter(
    (step) =>
      !isTitle(step) ||
      types.has(step.type) ||
      (types.size > 0
        ? !CRY.test(step.scene.sentence.text)
        : !refused.some((one) => one.step.type === step.type && !isTitle(one.step) && UNSAID.has(one.code))),
  );
}

/** What is still a draft is not enacted: an article on a draft says "unveiled", "issued" and "effective" of it too. */
function proposedOnly(taken: readonly Step[], page: Page): Step[] {
  const first = taken.find((one) => one.type === 'rule-proposed' || one.type === 'rule-enacted');
  const early = (type: ActionType) =>
    taken.some((one) => one.type === type && one.scene.sentence.place !== 'body');
  const drop: ActionType | null = early('rule-proposed')
    ? 'rule-enacted'
    : first?.type === 'rule-enacted'
      ? 'rule-proposed'
      : null;
  const removes = !isOfLinks(page) && isRemovalNotice(taken);
  return taken.filter(
    (one) =>
      one.type !== drop &&
      !isRuleBeside(one, taken) &&
      !(one.type === 'rectification-ordered' && endsService(one, taken)) &&
      !(one.type === 'probe-opened' && isDecided(taken, one)) &&
      !(one.type === 'criticised' && isPunished(one, taken)) &&
      !(one.type === 'named' && isToldInTalk(taken, one)) &&
      !(one.type === 'named' && (removes || tellsOfOther(taken, one))) &&
      !(
        one.mark.id.startsWith('zh-unrectified') &&
        taken.some((other) => other.type === 'removed-from-stores')
      ),
  );
}

/** "It would also look into …": another investigation than the one that ended. */
const ANOTHER = /\b(?:also|separately|in addition|another)\b/iu;
const DECISIONS: ReadonlySet<ActionType> = new Set(['fined', 'merger-fined', 'merger-blocked']);

const MONEY = /\b(?:fines?|fined|yuan|RMB|won|rupees|million|billion)\b|[$€£¥]/u;

/** "Penalized" on a page that tells no fine and other steps: punished by those. */
function isNoFine(step: Step, taken: readonly Step[], page: Page): boolean {
  return (
    step.type === 'fined' &&
    /^penali[sz]/iu.test(step.scene.sentence.text.slice(step.mark.start)) &&
    taken.some((one) => one.type !== 'fined') &&
    !taken.some((one) => one.type === 'merger-fined') &&
    !page.sentences.some((one) => MONEY.test(one.text))
  );
}

/** "It has to stop the services within 60 days". */
export const END_OF_SERVICE =
  /\b(?:stop|end|cease|halt|terminat|discontinu|wind)\w*\b[^.;]{0,40}\b(?:services?|operations?|business|operating|providing|offering|trading)\b/iu;

/** Who loses a licence must stop the service: that is the loss, and nothing to rectify. */
function endsService(step: Step, taken: readonly Step[]): boolean {
  return (
    taken.some((one) => one.type === 'licence-revoked') &&
    END_OF_SERVICE.test(step.scene.sentence.text.slice(step.mark.start))
  );
}

const RULES: ReadonlySet<ActionType> = new Set(['rule-proposed', 'rule-enacted']);

/** Rules that an English article on a step against somebody comes to below are its background. */
function isRuleBeside(step: Step, taken: readonly Step[]): boolean {
  const { place, text } = step.scene.sentence;
  if (!RULES.has(step.type) || place === 'title') return false;
  const isChinese = !/[a-z]{3}/u.test(text);
  if (isChinese && place !== 'body') return false;
  const others = taken.filter((one) => !RULES.has(one.type)).map((one) => one.scene.sentence.place);
  return others.includes('title') || (place === 'body' && others.includes('lead'));
}

/** "Interviewed and punished", "punished with a fine": the word names the other step. */
function isPunished(step: Step, taken: readonly Step[]): boolean {
  const { text } = step.scene.sentence;
  return (
    /^(?:punish|disciplin)/iu.test(text.slice(step.mark.start)) &&
    taken.some((one) => one.type === 'fined' || one.type === 'merger-fined' || one.type === 'summoned')
  );
}

/** A decision tells of the investigation that it ends; that one is not opened now. */
function isDecided(taken: readonly Step[], probe: Step): boolean {
  const { text } = probe.scene.sentence;
  const [start] = clauseAt(text, probe.mark.start);
  // "另有2款被立为刑事案件": an investigation of others than those the decision hits.
  if (/^\W*(?:另|此外|同时)/u.test(text.slice(start))) return false;
  // "进行行政处罚立案": the fine is still to come.
  if (
    /处罚$/u.test(text.slice(0, probe.mark.start)) &&
    !/(?:处以|作出)/u.test(text.slice(start, probe.mark.start))
  )
    return false;
  if (ANOTHER.test(text.slice(Math.max(0, probe.mark.start - 24), probe.mark.end))) return false;
  return taken.some(
    (one) => DECISIONS.has(one.type) && (probe.scene.sentence.place !== 'title' || one.scene === probe.scene),
  );
}

/** "约谈某平台，通报监测发现的问题，要求整改": what is told to those summoned is not a naming. */
function isToldInTalk(taken: readonly Step[], named: Step): boolean {
  const { text } = named.scene.sentence;
  if (/^\W*(?:会上,?|约谈(?:会上)?,?)?通报了/u.test(text) && taken.some((one) => one.type === 'summoned'))
    return true;
  const talk = taken.find((one) => one.scene === named.scene && one.type === 'summoned');
  if (talk === undefined || talk.mark.start > named.mark.start) return false;
  const [start] = clauseAt(text, named.mark.start);
  return /^\s*(?:并)?(?:通报|指出|反馈)/u.test(text.slice(start));
}

const TOLD: ReadonlySet<ActionType> = new Set(['probe-opened', 'summoned', 'fined', 'merger-fined']);

/** "某局通报，对甲立案调查", "某办通报：约谈某平台": the word only says who tells of the other step. */
function tellsOfOther(taken: readonly Step[], { scene, mark }: Step): boolean {
  const { text } = scene.sentence;
  // "Fined and received warnings": the warning is a part of the punishment.
  if (/^received (?:an? )?warnings?$/iu.test(text.slice(mark.start, mark.end)))
    return taken.some((one) => one.type === 'fined');
  return (
    text.slice(mark.start, mark.end) === '通报' &&
    /^(?:称|指出)?[,:]/u.test(text.slice(mark.end)) &&
    !/App|应用|小程序|软件|(?<!罚)款|批/iu.test(text) &&
    taken.some((one) => TOLD.has(one.type) && one.scene === scene && one.mark.start > mark.start)
  );
}

/** "通报351款，其中129款被下架": the naming has a number of its own. */
function isOfMore(named: Step, taken: readonly Step[]): boolean {
  const count = countAt(named);
  const removed = taken
    .filter((one) => one.type === 'removed-from-stores' && one.scene === named.scene)
    .map(countAt);
  return count !== null && removed.every((one) => one !== null && one < count);
}

function countAt({ scene, mark }: Step): number | null {
  const { text } = scene.sentence;
  const [start, end] = clauseAt(text, mark.start);
  const match = /(\d+)余?\s?[款个]/u.exec(text.slice(start, end));
  return match === null ? null : Number(match[1]);
}

/** A notice of removals is called a 通报 too; its apps are named anew only where a sentence of its own says so. */
function isRemovalNotice(taken: readonly Step[]): boolean {
  const removals = taken.filter((one) => one.type === 'removed-from-stores').map((one) => one.scene);
  const named = taken.filter(
    (one) =>
      one.type === 'named' &&
      one.scene.sentence.place !== 'title' &&
      !one.mark.id.startsWith('zh-unrectified'),
  );
  const scenes = new Set(removals);
  return scenes.size > 0 && named.every((one) => scenes.has(one.scene) && !isOfMore(one, taken));
}
