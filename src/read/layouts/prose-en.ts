import type { ActionType } from '../../domain/notice.ts';
import { type Draft, draft } from '../draft.ts';
import { headlinesOf } from '../links-page.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { goesOnWithOld, newsEnd, recalledIn } from '../steps/recall-en.ts';
import type { Scene } from '../steps/step.ts';
import type { KnownHit } from '../vocabulary.ts';
import { chargedIn, LIST_ENDS, RANGE_ENDS, reviewedIn } from './charged-en.ts';
import { withoutAppositions } from './english-appositions.ts';
import { chargedSubject, goodsOf, hitLists, moreLists, paidNames, subjectList } from './english-lists.ts';
import { isName, type NamePhrase, namesInPhrase } from './english-names.ts';
import { unopenedLists } from './english-offenders.ts';
import { APPS_OPEN, HEAD, LISTED, LISTS, NOT_LISTED, OPENS } from './english-openers.ts';
import { entityDrafts, isCompanyStep } from './entities.ts';
import { withPage } from './full-names-en.ts';
import { isAboutFirms, isInOffence, isOtherNews } from './hit-kinds-en.ts';
import { asKnown, isHit, isLikened, isOperated, isToldAsApp, knownDraft } from './known-en.ts';
import type { Layout } from './layout.ts';
import { fitted, type Named, withDevelopers, withoutRepeats } from './listed-names-en.ts';
import { isBystander } from './not-hit.ts';

/** Names inside English sentences: lists behind "including", "such as", "named", and known names that a step hits. */
export const proseEn: Layout = {
  id: 'prose-en',
  about:
    'names in an English sentence: lists, possessives ("Tencent\'s WeChat"), descriptions ("video service iQiyi"), owners ("owned by")',
  read(page, steps) {
    if (page.language !== 'en') return null;
    const drafts = sentencesThatName(page, steps).flatMap((sentence) => draftsOf(sentence, page, steps));
    return drafts.length > 0 ? { drafts: withPage(drafts, page, steps), nameless: [] } : null;
  },
};

const RULES = new Set<string>(['rule-proposed', 'rule-enacted']);

/** Sentences of new steps, and those after them that go on listing: same article, nothing refused in them but its phrasing. */
function sentencesThatName(page: Page, steps: StepReading): Sentence[] {
  const told = new Set(steps.taken.filter((one) => !RULES.has(one.type)).map((one) => one.scene.sentence));
  const past = new Set(
    steps.refused
      .filter((one) => ['history', 'statistics', 'denial', 'easing'].includes(one.code))
      .map((one) => one.step.scene.sentence),
  );
  if (told.size === 0) return [];
  const named: Sentence[] = [];
  const headlines = headlinesOf(page.title, page.lines).size > 0;
  let last = Math.max(-1, ...steps.scenes.map((one, at) => (told.has(one.sentence) ? at : -1)));
  for (const [at, { sentence, marks }] of steps.scenes.entries()) {
    const before = steps.scenes[at - 1]?.sentence;
    const isOld = before !== undefined && (past.has(before) || EARLIER.test(before.text));
    const points =
      isOld &&
      before.paragraph === sentence.paragraph &&
      goesOnWithOld(sentence.text, `In 2000 ${before.text}`);
    const goesOn =
      at < FARTHEST &&
      !points &&
      !headlines &&
      isGoingOn(sentence.text, at - last, past.has(sentence), isPast(marks));
    if (told.has(sentence) || goesOn) named.push(sentence);
    // A list that goes on over sentences ("The list also has …") reaches as far as it goes.
    if (goesOn && at > last) last = at;
  }
  return named;
}

const FARTHEST = 16;
const KINDS =
  /\b(?:apps?|platforms?|list|services?|companies|order|ban|decision|notice|additions|games?|action|firms|banks|lenders|brokerages|brokers|insurers|retailers|carmakers|automakers|makers|manufacturers|operators|developers|publishers|websites|sites|brands|enterprises|institutions|agencies|start-?ups|entities|mini-?programs?)\b/iu;
/** A list of an earlier step: "in summer 2020 the bans hit apps including …". */
const EARLIER =
  /\b(?:[Ii]n|[Ss]ince) (?:\w+ ){0,2}20\d\d\b|\b(?:[Ee]arlier|[Pp]reviously|previous|already)\b|\b(?:latest in|series of)\b|\b(?:[Ee]arly|[Ll]ate|[Bb]ack) in [A-Z]/u;

/** Whether a sentence `behind` sentences after the step, or before it, goes on listing whom it hits. */
function isGoingOn(text: string, behind: number, isHistory: boolean, isOld: boolean): boolean {
  if (HEAD.test(text)) return behind <= 2 || (behind <= 6 && !isHistory);
  if (isHistory || EARLIER.test(text) || recalledIn(text) !== null) return false;
  const plain = withoutAppositions(text).text;
  if (behind <= 4 && (chargedSubject(plain) !== null || (!isOld && unopenedLists(plain).length > 0)))
    return true;
  const lists = LISTED.test(text) || (LISTS.test(text) && KINDS.test(text));
  return behind <= 3 && !isOld && lists && !NOT_LISTED.test(text);
}

function isPast(marks: readonly { role: string }[]): boolean {
  return marks.some((one) => one.role === 'background' || one.role === 'easing' || one.role === 'denial');
}

/** The steps that a sentence tells, or where it only goes on listing, those of the sentence before it that does. */
function typesAt(scene: Scene, steps: StepReading): ActionType[] {
  const at = steps.scenes.indexOf(scene);
  const told = steps.scenes
    .slice(0, at + 1)
    .findLast((one) => steps.taken.some((step) => step.scene === one));
  return steps.taken.filter((one) => one.scene === told).map((one) => one.type);
}

/** A name with the owner that the words behind it tell; "developed by" tells the developer too. */
function withOwner(one: Named, owners: ReturnType<typeof withoutAppositions>['owners']): Named {
  const told = owners.find(({ at }) => at === one.end || at === one.end + 1);
  return { ...one, owner: one.owner ?? told?.owner ?? null, developer: told?.develops ? told.owner : null };
}

function draftsOf(sentence: Sentence, page: Page, steps: StepReading): Draft[] {
  const { text, owners } = withoutAppositions(sentence.text);
  const scene = steps.scenes.find((one) => one.sentence === sentence)!;
  const types = typesAt(scene, steps);
  const found: Named[] = [];
  const cut = newsEnd(text);
  for (const match of text.matchAll(OPENS)) {
    const start = match.index + match[0].length;
    const isVerb =
      !INVERTED.test(match[0]) &&
      /^(?:are|were|has|adds|named|names|lists|covers|targets|hits|affects)\b/iu.test(match[0]);
    if (
      isVerb &&
      !/\b(?:apps?|list|them|others?|rest|additions|offenders|targets|order|ban|notice|decision)\b[^,.;]{0,60}$/iu.test(
        text.slice(0, match.index),
      )
    )
      continue;
    const rest = text.slice(start);
    const stop = rest.search(/\bfrom $/u.test(match[0]) ? RANGE_ENDS : LIST_ENDS);
    const end = Math.min(stop < 0 ? text.length : start + stop, Math.max(start, cut));
    const isApps = APPS_OPEN.test(text.slice(0, start));
    found.push(...namesInPhrase(text, start, end).map((one) => ({ ...one, app: isApps && !one.firm })));
  }
  const hitsFirms = (types.some(isCompanyStep) || isAboutFirms(steps)) && !/\bapps?\b/iu.test(text);
  const charged = types.some(isCompanyStep)
    ? chargedIn(text)
    : types.includes('review-opened')
      ? reviewedIn(text, cut)
      : [];
  const hit = hitNames(text, cut, steps, scene).filter(
    (one) => ![...charged, ...found].some((other) => other.start < one.end && one.start < other.end),
  );
  const named = [...charged, ...[...hit, ...found].map((one) => (hitsFirms ? { ...one, firm: true } : one))]
    .map((one) => (isToldAsApp(text, one) ? { ...one, firm: false, app: true } : one))
    .map((one) => withOwner(one, owners))
    .map((one) => fitted(one, sentence.text, scene.known))
    .filter(
      (one) =>
        isName(text, one, page) && (!isBystander(text, one.start, one.end) || isListedRival(text, one.start)),
    )
    .filter(
      (one) => !isOtherNews(one.start, scene, steps) && !isLikened(text.slice(one.start, one.end), page),
    )
    .filter((one) => !scene.agents.some((agent) => agent.start < one.end && one.start < agent.end));
  const distinct = withoutRepeats(named);
  const listed = withDevelopers(distinct, sentence.text, chargedSubject(text) !== null).map((one) =>
    toDraft(sentence, one, scene.known, appsAreHit(types)),
  );
  const covered = (start: number, end: number) => listed.some((one) => overlaps(one, sentence, start, end));
  const hitsCompany = types.some(isCompanyStep);
  const others = scene.known.filter(
    (one) =>
      one.start < cut &&
      !covered(one.start, one.end) &&
      !isOtherNews(one.start, scene, steps) &&
      !(types.some(isCompanyStep) && isInOffence(one.start, scene, distinct)) &&
      !isLikened(text.slice(one.start, one.end), page),
  );
  const asApps = types.includes('probe-opened') && /\b(?:apps?|platforms?)\b/iu.test(text);
  const more = hitsCompany
    ? entityDrafts({ ...scene, known: others }, page).map((one) =>
        asApps || isOperated(one, sentence) ? asKnown(one, others, sentence) : one,
      )
    : others
        .filter((one) => isHit(one, scene.known, sentence, page))
        .map((one) => knownDraft(sentence, one, scene.known));
  return [...listed, ...more];
}

/** Names that a new step of the sentence has as its object or subject, and those of lists that only a step opens. */
function hitNames(text: string, cut: number, steps: StepReading, scene: Scene): NamePhrase[] {
  const taken = steps.taken.filter((one) => one.scene === scene);
  const firms = taken.some((one) => isCompanyStep(one.type)) && !/\bapps?\b/iu.test(text);
  const subject = subjectList(text);
  const charged = chargedSubject(text);
  const lists = [
    ...hitLists(text).filter(({ hit }) =>
      taken.some(({ mark }) => mark.start - 4 <= hit! && hit! <= mark.end + 4),
    ),
    ...(subject !== null ? [subject] : []),
    ...(charged !== null ? [charged] : []),
    ...unopenedLists(text),
    ...(taken.length > 0 ? moreLists(text) : []),
    ...(taken.some((one) => one.type === 'banned') ? goodsOf(text) : []),
    ...(isFined(typesAt(scene, steps)) ? paidNames(text) : []),
  ];
  return lists
    .filter((one) => one.start < cut)
    .flatMap(({ start, end, firms: own }) =>
      namesInPhrase(text, start, Math.min(end, cut)).map((one) =>
        firms || own ? { ...one, firm: true } : one,
      ),
    );
}

/** "Including A, its rival B and C": told by the one before it, and on the list. */
const isListedRival = (text: string, at: number) =>
  /\b(?:including|such as|among them)\b[^.;]{2,90}(?:,| and) (?:its|their) (?:[a-z]+ ){0,2}(?:rivals?|competitors?) $/u.test(
    text.slice(0, at),
  );

const isFined = (types: readonly ActionType[]) => types.includes('fined') || types.includes('merger-fined');

function overlaps(one: Draft, sentence: Sentence, start: number, end: number): boolean {
  if (sentence.start < 0)
    return (
      one.name.includes(sentence.text.slice(start, end)) ||
      (one.owner ?? '') === sentence.text.slice(start, end)
    );
  const from = one.span.start - sentence.start;
  const to = one.span.end - sentence.start;
  return (start < to && from < end) || one.owner === sentence.raw.slice(start, end);
}

/** "Named are A and B". */
const INVERTED = /^\w+ (?:on the list )?(?:were|was|are|is)\b/u;

/** Steps that hit a company and are told of its app ("TikTok fined", "reviews of Yunmanman"). */
function appsAreHit(types: readonly ActionType[]): boolean {
  return !types.includes('summoned') && !types.includes('merger-fined');
}

/** An app, unless the words in front make it a company that runs apps ("apps of Sohu", "owned by", "'s e-reading app"). */
function toDraft(
  sentence: Sentence,
  { start, end, owner, firm, app, developer }: Named,
  hits: readonly KnownHit[],
  knownApps: boolean,
): Draft {
  const hit = hits.find((one) => one.start <= start && end <= one.end);
  const isApp = app === true || (knownApps && hit?.kind === 'app' && hit.start === start && hit.end === end);
  const isFirm = !isApp && (firm || hit?.kind === 'company');
  return draft(
    sentence.raw.slice(start, end),
    spanIn(sentence, start, end),
    isFirm ? 'prose-en.owner' : 'prose-en.list',
    // What a sentence only adds ("So were …") must be distinctive to count.
    /^\W*So \w/u.test(sentence.text) ? 'prose' : 'listed',
    {
      kind: isFirm ? 'entity' : 'app',
      owner,
      developer: developer ?? null,
    },
  );
}
