import type { ActionType } from '../../../domain/notice.ts';
import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { newsEnd } from '../steps/recall-en.ts';
import type { Scene } from '../steps/step.ts';
import type { KnownHit } from '../vocabulary.ts';
import { chargedIn, listEnd, reviewedIn } from './charged-en.ts';
import { withoutAppositions } from './english-appositions.ts';
import { chargedSubject, goodsOf, hitLists, moreLists, paidNames, subjectList } from './english-lists.ts';
import { eachPlaceOnce, isName, type NamePhrase, namesInPhrase } from './english-names.ts';
import { unopenedLists } from './english-offenders.ts';
import { APPS_OPEN, OPENS } from './english-openers.ts';
import { entityDrafts, isCompanyStep } from './entities.ts';
import { withPage } from './full-names-en.ts';
import { sentencesThatName } from './goes-on-en.ts';
import { isAboutFirms, isInOffence, isOtherNews } from './hit-kinds-en.ts';
import { asKnown, isHit, isOperated, isRegistered, isToldAsApp, knownDraft } from './known-en.ts';
import type { Layout } from './layout.ts';
import { isLikened } from './likened-en.ts';
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
    const stop = listEnd(rest, match[0]);
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
  const listed = eachPlaceOnce(found);
  const before = [...charged, ...listed];
  const hit = hitNames(text, cut, steps, scene).filter(
    (one) => !before.some((other) => other.start < one.end && one.start < other.end),
  );
  const named = [...charged, ...[...hit, ...listed].map((one) => (hitsFirms ? { ...one, firm: true } : one))]
    .map((one) => (isToldAsApp(text, one) ? { ...one, firm: false, app: true } : one))
    .map((one) => withOwner(one, owners))
    .map((one) => fitted(one, sentence.text, scene.known))
    .filter(
      (one) =>
        isName(text, one, page) && (!isBystander(text, one.start, one.end) || isListedRival(text, one.start)),
    )
    .filter((one) => !isOtherNews(one.start, scene, steps) && !isLikened(sentence, one.start, one.end, page))
    .filter((one) => !scene.agents.some((agent) => agent.start < one.end && one.start < agent.end));
  const distinct = withoutRepeats(named);
  const drafts = withDevelopers(distinct, sentence.text, chargedSubject(text) !== null).map((one) =>
    toDraft(sentence, one, scene.known, appsAreHit(types)),
  );
  const covered = (start: number, end: number) => drafts.some((one) => overlaps(one, sentence, start, end));
  const hitsCompany = types.some(isCompanyStep);
  const others = scene.known.filter(
    (one) =>
      one.start < cut &&
      !covered(one.start, one.end) &&
      // "The People's Bank of China ordered": inside the name of who acts.
      !scene.agents.some((agent) => agent.start <= one.start && one.end <= agent.end) &&
      !isOtherNews(one.start, scene, steps) &&
      !(types.some(isCompanyStep) && isInOffence(one.start, scene, distinct)) &&
      !isLikened(sentence, one.start, one.end, page),
  );
  const asApps = types.includes('probe-opened') && /\b(?:apps?|platforms?)\b/iu.test(text);
  const more = hitsCompany
    ? entityDrafts({ ...scene, known: others }, page).map((one) =>
        asApps || isOperated(one, sentence) ? asKnown(one, others, sentence) : one,
      )
    : others
        .filter((one) => isHit(one, scene.known, sentence, page))
        .map((one) => knownDraft(sentence, one, scene.known));
  return [...drafts, ...more];
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
  const registered = isRegistered(sentence.text.slice(end));
  const isApp = app === true || (knownApps && hit?.kind === 'app' && hit.start === start && hit.end === end);
  const isFirm = registered || (!isApp && (firm || hit?.kind === 'company'));
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
