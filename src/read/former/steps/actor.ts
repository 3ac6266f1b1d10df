import { capitalsIn } from '../at-home.ts';
import { agentsIn } from '../authorities.ts';
import { capitalActs } from './capital-zh.ts';
import { clauseAt, type Setting, type Step } from './step.ts';
import { blocksKnown, isBareBlock, platformActs, storeActs } from './store-acts-en.ts';
import {
  hitsPersonsOnly,
  isCouncils,
  isNobodys,
  isObject,
  isOfLaw,
  isPersons,
  ownAccount,
  RECEIVED,
} from './whom-zh.ts';

/** Wordings that only an authority's act has; the others also tell what companies, stores and newspapers do. */
const AUTHORITATIVE = new Set([
  'rectification-ordered',
  'summoned',
  'review-opened',
  'probe-opened',
  'updates-frozen',
  'merger-fined',
  'merger-blocked',
  'licence-revoked',
]);
const RULES = new Set(['rule-proposed', 'rule-enacted']);

/** Who does it, or why nobody with authority is seen to. `known` = the step rests on an earlier one of this page. */
export type ActorReading =
  | { readonly by: 'authority' | 'passive' | 'page' | 'capital' }
  | { readonly missing: string };

/** Finds who acts in a wording of a step: a named or generic authority, an authority's own page, or a passive without a company as its agent. */
export function actorOf(step: Step, setting: Setting, stepsBefore: number): ActorReading {
  return setting.page.language === 'zh'
    ? actorZh(step, setting, stepsBefore)
    : actorEn(step, setting, stepsBefore);
}

/** A sentence without an actor of its own goes on with that of the sentence before: "经核查，首批对…采取约谈". */
const OBJECT_FIRST =
  /^(?:经[^,。;]{1,12},)?(?:首批|同时|并|依法|随后|目前|近日|其中|另|此外|决定)?,?(?:依法)?(?:对|将|责令|要求|部署|约谈|下架|罚款|处以|通报)/u;

/** "其中，“甲”“乙”等42款App存在…": those of what the sentence before found. */
const WHICH_OF_THEM = /^\W{0,2}其中[^。;]{2,160}\d+余?[款家个]/u;

function actorZh(
  { type, scene, mark }: Step,
  { official, page, follows }: Setting,
  stepsBefore: number,
): ActorReading {
  const { text } = scene.sentence;
  const before = page.language === 'zh' && follows.has(scene.sentence);
  const agent = scene.agents.find((one) => one.kind !== 'outlet' && !one.cited && one.start < mark.end);
  const [start] = clauseAt(text, mark.start);
  if (agent && isCouncils(agent, type, text)) return { missing: 'told by a council of consumers' };
  if (agent && hitsPersonsOnly(scene, start, mark)) return { missing: 'done to persons or accounts' };
  if (agent) return { by: 'authority' };
  const own = ownAccount(scene, mark);
  if (own) return { missing: `no authority, and "${text.slice(own.start, own.end)}"` };
  if (/^存在[^,。;]*(?:有|如下|包括|名单)$/u.test(text.slice(mark.start, mark.end)) && namesAuthority(page))
    return { by: 'page' };
  const passive = passiveAt(text, start, mark.start, mark.end);
  if (passive !== null) {
    // "被约谈…要求整改": whoever did the first did the second; only what stands in front of the first can be its agent.
    const first = scene.marks.find(
      (one) => one.role === 'action' && one.start >= passive && one.end <= mark.start,
    );
    const until = first?.start ?? mark.start;
    const agentText = text.slice(passive, until);
    const byOther =
      scene.known.some((one) => one.start >= passive && one.end <= until + 1) ||
      scene.agents.some((one) => one.kind === 'outlet' && one.start >= passive && one.start <= until) ||
      /消协|消保委|消委会|协会|平台|商店|媒体|网友|记者|用户|公司|员工|粉丝|博主|家长/u.test(agentText);
    if (isPersons(scene, text.slice(start, passive), passive))
      return { missing: 'done to a person or shop, by nobody who is named' };
    if (isNobodys(scene, page)) return { missing: 'neither who acts nor who is hit is known' };
    return byOther
      ? { missing: `done by "${agentText.replace(/^[被遭]/u, '')}", which is no authority` }
      : { by: 'passive' };
  }
  if (type === 'named' && scene.sentence.place !== 'body' && isOfLaw(text)) return { by: 'passive' };
  if (official) return { by: 'page' };
  if (capitalActs({ type, scene, mark })) return { by: 'capital' };
  if (scene.sentence.place === 'title' && RECEIVED.test(text.slice(mark.start, mark.end)))
    return { by: 'passive' };
  if (before && (OBJECT_FIRST.test(text) || WHICH_OF_THEM.test(text))) return { by: 'authority' };
  const subject = scene.known.find((one) => one.start < mark.start && !isObject(text, one.start));
  const outlet = scene.agents.find((one) => one.kind === 'outlet' && one.start < mark.start);
  if (outlet) return { missing: `"${text.slice(outlet.start, outlet.end)}" is a newspaper` };
  if (type === 'updates-frozen' && stepsBefore === 0 && !namesAuthority(page, true))
    return { missing: 'updates paused by nobody who is named' };
  if (
    AUTHORITATIVE.has(type) &&
    (stepsBefore > 0 ||
      subject === undefined ||
      /责令|立案|行政处罚|未依法申报|网络安全审查|(?:下线|停更|停业|停服)[^,。;]{0,8}整[改顿]/u.test(
        text.slice(mark.start, mark.end),
      ))
  ) {
    return { by: 'passive' };
  }
  if (RULES.has(type))
    return subject === undefined ? { by: 'passive' } : { missing: 'a company sets rules of its own' };
  if (stepsBefore > 0 && subject === undefined) return { by: 'passive' };
  return {
    missing: subject
      ? `"${scene.sentence.raw.slice(subject.start, subject.end)}" acts, or nobody is named`
      : 'no authority is named',
  };
}

/** Whether an authority is named anywhere on the page: a heading of a list ("存在问题的App有七款") needs none of its own. `orGeneric`: or what stands for one ("监管部门"). */
function namesAuthority(page: Setting['page'], orGeneric = false): boolean {
  return page.sentences.some((one) =>
    agentsIn(one, page).some(
      (agent) => (agent.kind === 'regulator' || (orGeneric && agent.kind === 'generic')) && !agent.cited,
    ),
  );
}

/** Where a passive begins that the wording ends, or null. */
function passiveAt(text: string, clause: number, start: number, end: number): number | null {
  const inside = text.slice(start, end).search(/^(?:被|遭)/u);
  if (inside === 0) return start;
  const before = text.slice(Math.max(clause, start - 24), start);
  const at = Math.max(before.lastIndexOf('被'), before.lastIndexOf('遭'));
  return at < 0 ? null : start - before.length + at;
}

/** "Apple removes …", "Tencent removed 20 apps …": a known name acts; "WeChat fined for …", "Douban removed from stores" is hit. */
const ACTIVE_TITLE =
  /^(?:\w+s\b|\w+ed\b(?! (?:for|over|from|by|after|in|on|as|amid|off|out|of|to|with|at|record|up|a|an|[\d£€$¥]|(?:US|HK)\$|RMB|Rs|$)))/i;

const THIRD_PERSON =
  /^(?!apps\b|applications\b|platforms\b|companies\b|firms\b|operators\b|services\b|rules\b|regulations\b|laws\b|measures\b|fines\b|restrictions\b)[a-z]+s\b/i;

/** "Maple Notes took a rival to task": the same in the past, of verbs that have no ending of it. */
const DID = /^(?:took|gave|handed|tore|sat|spoke|held|lashed out|hit out|came down)\b/iu;

const PASSIVE_EN =
  /\b(?:was|were|been|being|be|are|is|get|gets|got|face|faces|facing|(?:has|have|had|must|will|to) (?:to )?pay|shall|must|has to|have to)\b/i;
const PRONOUN_EN =
  /^\W*(?:it|they|the (?:two|three|agencies|move|order|notice|statement|document|action|new)|in (?:a|the) (?:statement|notice)|under the|apps?\b|companies\b|operators?\b|the apps?)\b/i;

/** "Apple pulls … on Beijing's orders": a store that obeys; the order is an authority's. */
const ORDERED_EN =
  /\b(?:on|at|under|after|following|upon|per|to comply with) (?:an? |the )?(?:Beijing|China|Chinese|New Delhi|Delhi|India|Indian|Washington|US|government|authorit\w+|regulators?|ministry|officials)(?:'s?|s')? (?:government |authorities' |regulators' )?(?:removal |takedown )?(?:orders?|request|requests|behest|demands?|instructions?|directive)\b|\b(?:following|after|on|upon|under|by|due to|because of|citing) (?:an? |the )?(?:official |government )?(?:requests?|orders?|demands?|instructions?|directives?) (?:from|by|of) (?:the |local |certain |its |state )?(?:Beijing|China\b|China's|Chinese|Indian|India's|government|authorit\w+|regulators?|officials|ministry|cyberspace|internet)|\b(?:at|on|by) the (?:request|order|orders|behest|demand|instruction|direction) of (?:the )?(?:Beijing|China\b|Chinese|Indian|India\b|local|government|state|authorit\w+|regulators?|officials|ministry)/iu;

const PERSON_EN =
  '(?:hosts?|streamers?|accounts?|users?|celebrit(?:y|ies)|influencers?|stars?|videos?|posts?|merchants?|sellers?|shops?|drivers?|live-?streams?|comments?|topics?|actors?|actress(?:es)?|bloggers?)';
const DONE_TO_PERSON = new RegExp(
  `\\b${PERSON_EN}\\b[^.;,]{0,24}\\b(?:was|were|been|being|be) (?:\\w+ )?$`,
  'iu',
);
/** Of "bans the video app" a person is no part. */
const DOES_TO_PERSON = new RegExp(
  `^\\w+ (?:[\\w,-]+ ){0,4}${PERSON_EN}\\b(?![ -](?:[a-z-]+ )?(?:apps?|platforms?|services?|sites?|websites?|games?)\\b)`,
  'iu',
);

/** "Some hosts had been banned", "bans 500 accounts": nobody that a notice on apps is about. */
function hitsPersons(text: string, mark: { start: number }): boolean {
  return DONE_TO_PERSON.test(text.slice(0, mark.start)) || DOES_TO_PERSON.test(text.slice(mark.start));
}

/** "Maple fails China's security review": who fails is hit. */
const FAILS = /^fail(?:s|ed)\b/iu;

/** "Criticised by state media": by somebody who is no authority. */
const BY_OTHERS =
  /^\w+(?: \w+)? by (?:the |an? |its |China's |Chinese |(?:state|official|party|local|foreign|Western)[ -])*(?:media|broadcasters?|newspapers?|papers?|commentators?|users?|netizens|fans|customers|researchers|experts|analysts|lawmakers|senators|parents|rivals?|critics|shareholders|investors|activists|employees)\b/iu;

/** "Sina ordered to remove two apps": told in a headline's passive. */
const TOLD_TO = /\b(?:ordered|told|asked|forced|required|instructed|directed|urged|made) to $/iu;

function actorEn(
  { type, scene, mark }: Step,
  { official, follows, hasActor }: Setting,
  stepsBefore: number,
): ActorReading {
  const { text, place } = scene.sentence;
  if (BY_OTHERS.test(text.slice(mark.start))) return { missing: 'no authority is named' };
  if (type === 'banned' && hitsPersons(text, mark)) return { missing: 'done to persons or accounts' };
  if (platformActs({ type, scene, mark })) return { missing: 'a platform acts by itself' };
  if (isBareBlock({ type, scene, mark }) && !blocksKnown({ type, scene, mark }))
    return { missing: 'what is blocked is no known app' };
  if (scene.agents.some((one) => one.kind !== 'outlet' && one.start < mark.start)) return { by: 'authority' };
  // The wording may begin with the capital itself: "US blacklists 28 firms".
  const near = (one: { start: number; end: number }) =>
    one.end <= mark.start ? mark.start - one.end < 40 : one.start - mark.start === 0;
  if (capitalsIn(text).some(near)) return { by: 'capital' };
  if (isBareBlock({ type, scene, mark })) return { missing: 'no country or authority blocks it' };
  if (ORDERED_EN.test(text)) return { by: 'capital' };
  const after = scene.agents.find((one) => one.kind !== 'outlet' && one.start >= mark.start);
  if (
    after &&
    (/\b(?:by|from|said|says|citing|according to)\b/i.test(text.slice(mark.start, after.end)) ||
      /^(?: ?\([^)]{2,12}\))?\W*(?:said|says|announced|ordered|added|found|ruled|reported|disclosed|revealed|stated|confirmed|decided|told|wrote)\b/i.test(
        text.slice(after.end),
      ) ||
      after.start < mark.end)
  )
    return { by: 'authority' };
  if (storeActs({ type, scene, mark })) return { missing: 'a store acts by itself' };
  const subject = scene.known.find((one) => one.start < mark.start);
  const before = text.slice(Math.max(0, mark.start - 40), mark.end);
  const isPassive =
    (PASSIVE_EN.test(before) && !/^\w+ing\b/u.test(text.slice(mark.start))) || place === 'title';
  const own = scene.marks.find((one) => one.role === 'own-account');
  if (own) return { missing: `no authority, and "${text.slice(own.start, own.end)}"` };
  if (subject && !isPassive && type !== 'rectification-ordered')
    return { missing: `"${text.slice(subject.start, subject.end)}" acts by itself` };
  if (!subject && follows.has(scene.sentence) && place !== 'title') return { by: 'authority' };
  if (
    place === 'title' &&
    /\bto $/u.test(text.slice(0, mark.start)) &&
    !TOLD_TO.test(text.slice(0, mark.start))
  )
    return { missing: 'somebody plans it who is no authority' };
  if (
    place === 'title' &&
    !FAILS.test(text.slice(mark.start)) &&
    (THIRD_PERSON.test(text.slice(mark.start)) || DID.test(text.slice(mark.start)))
  )
    return { missing: 'no authority is named as acting' };
  if (
    place === 'title' &&
    subject !== undefined &&
    ACTIVE_TITLE.test(text.slice(mark.start)) &&
    !FAILS.test(text.slice(mark.start)) &&
    !PASSIVE_EN.test(before)
  ) {
    return { missing: `"${text.slice(subject.start, subject.end)}" acts by itself` };
  }
  if (!hasActor) return { missing: 'no authority stands near the top' };
  if (place === 'title' || (place === 'lead' && isPassive)) return { by: 'passive' };
  if (RULES.has(type) && place === 'lead') return { by: 'passive' };
  if (official) return { by: 'page' };
  if (stepsBefore > 0 && subject === undefined && /\balso\b/u.test(text)) return { by: 'passive' };
  if (stepsBefore > 0 && (isPassive || PRONOUN_EN.test(text) || type === 'rectification-ordered'))
    return { by: 'passive' };
  return { missing: 'no authority is named' };
}
