import { type Draft, draft } from '../draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { newsEnd } from '../steps/recall-en.ts';
import type { Scene } from '../steps/step.ts';
import type { KnownHit } from '../vocabulary.ts';
import { chargedIn, LIST_ENDS, reviewedIn } from './charged-en.ts';
import { withoutAppositions } from './english-appositions.ts';
import { hitLists, moreLists, subjectList } from './english-lists.ts';
import { isName, type NamePhrase, namesInPhrase } from './english-names.ts';
import { entityDrafts, isCompanyStep } from './entities.ts';
import type { Layout } from './layout.ts';
import { isBystander } from './not-hit.ts';

/** Names inside English sentences: lists behind "including", "such as", "named", and known names that a step hits. */
export const proseEn: Layout = {
  id: 'prose-en',
  about:
    'names in an English sentence: lists, possessives ("Tencent\'s WeChat"), descriptions ("video service iQiyi"), owners ("owned by")',
  read(page, steps) {
    if (page.language !== 'en') return null;
    const drafts = sentencesThatName(page, steps).flatMap((sentence) => draftsOf(sentence, page, steps));
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

const LISTS =
  /\b(?:includ(?:e|es|ing|ed)|among (?:them|which|others)|such as|namely|like|named (?:were|are)|(?:order|ban|list|notice|decision) (?:\w+ ){0,8}?(?:names|lists|covers|targets|hits|affects|runs from|ranges from)|these are|they are)\b|\b(?:on the list|were also (?:named|listed|called out|on)|also (?:named|listed|called out|flagged|censured|cited)|among the|were among|was among)\b|\bapps? (?:owned|run|operated|developed|made) by\b|\bapps? of\b|\b(?:and|or) (?:the |some |several |many )?others? (?:\w+ ){0,2}?(?:apps?|platforms?|services?|companies|firms)\b/iu;

const RULES = new Set<string>(['rule-proposed', 'rule-enacted']);

/** A sentence that begins by listing goes on with the step, whatever else it tells of the names. */
const HEAD =
  /^\W*(?:Among (?:them|those|these|the apps)|They include|These include|The list includes|The apps include)\b/u;

/** Sentences of new steps, and those after them that go on listing: same article, nothing refused in them but its phrasing. */
function sentencesThatName(page: Page, steps: StepReading): Sentence[] {
  const told = new Set(steps.taken.filter((one) => !RULES.has(one.type)).map((one) => one.scene.sentence));
  const past = new Set(
    steps.refused
      .filter((one) => ['history', 'statistics', 'denial', 'easing'].includes(one.code))
      .map((one) => one.step.scene.sentence),
  );
  const last = Math.max(-1, ...steps.scenes.map((one, at) => (told.has(one.sentence) ? at : -1)));
  return steps.scenes
    .filter(
      (one, at) =>
        told.has(one.sentence) ||
        (at <= last + 2 && HEAD.test(one.sentence.text)) ||
        (at <= last + 2 &&
          at < 12 &&
          !past.has(one.sentence) &&
          !isPast(one.marks) &&
          LISTS.test(one.sentence.text) &&
          /\b(?:apps?|platforms?|list|services?|companies|order|ban|decision|notice)\b/iu.test(
            one.sentence.text,
          )),
    )
    .map((one) => one.sentence)
    .filter((one) => page.sentences.includes(one));
}

function isPast(marks: readonly { role: string }[]): boolean {
  return marks.some((one) => one.role === 'background' || one.role === 'easing' || one.role === 'denial');
}

const OPENS =
  /\b(?:including|include[sd]?|among (?:them|those|these)(?: (?:named|listed|hit|banned|removed|blocked|affected|censured|cited))?(?: are| were| is| was)?|the list includes|such as|namely|named|names|lists|covers|targets|hits|affects|(?:runs?|ranges?|ranging|running) from|like|are|were)\b:?\s+|\b(?:apps|platforms|companies|firms|services|operators)\b[^.;:,—–-]{0,30}?(?::\s+| ?[—–]\s?| --? )(?=["“]?(?:the )?[A-Z])|\b(?:apps?|games?|services|platforms|recruiters?|sites) (?=[A-Z][\w. ]{1,30}(?:,| and ))/gu;
function draftsOf(sentence: Sentence, page: Page, steps: StepReading): Draft[] {
  const { text, owners } = withoutAppositions(sentence.text);
  const scene = steps.scenes.find((one) => one.sentence === sentence)!;
  const types = steps.taken.filter((one) => one.scene === scene).map((one) => one.type);
  const found: NamePhrase[] = [];
  const cut = newsEnd(text);
  for (const match of text.matchAll(OPENS)) {
    const start = match.index + match[0].length;
    const isVerb = /^(?:are|were|named|names|lists|covers|targets|hits|affects)\b/iu.test(match[0]);
    if (
      isVerb &&
      !/\b(?:apps?|list|them|others?|order|ban|notice|decision)\b[^,.;]{0,60}$/iu.test(
        text.slice(0, match.index),
      )
    )
      continue;
    const rest = text.slice(start);
    const stop = rest.search(LIST_ENDS);
    const end = Math.min(stop < 0 ? text.length : start + stop, Math.max(start, cut));
    found.push(...namesInPhrase(text, start, end));
  }
  const hitsFirms = types.some(isCompanyStep) && !/\bapps?\b/iu.test(text);
  const charged = types.some(isCompanyStep)
    ? chargedIn(text)
    : types.includes('review-opened')
      ? reviewedIn(text, cut)
      : [];
  const hit = hitNames(text, cut, steps, scene).filter(
    (one) => ![...charged, ...found].some((other) => other.start < one.end && one.start < other.end),
  );
  const listed = [...charged, ...hit, ...found.map((one) => (hitsFirms ? { ...one, firm: true } : one))]
    .map((one) => ({
      ...one,
      owner: one.owner ?? owners.find(({ at }) => at === one.end || at === one.end + 1)?.owner ?? null,
    }))
    .filter((one) => isName(text, one, page) && !isBystander(text, one.start, one.end))
    .map((one) => toDraft(sentence, one, scene.known));
  const covered = (start: number, end: number) => listed.some((one) => overlaps(one, sentence, start, end));
  const hitsCompany = types.some(isCompanyStep);
  const others = scene.known.filter((one) => one.start < cut && !covered(one.start, one.end));
  const more = hitsCompany
    ? entityDrafts({ ...scene, known: others }, page)
    : others
        .filter((one) => isHit(one, scene.known, sentence, page))
        .map((one) => known(sentence, one, scene.known));
  return [...listed, ...more];
}

/** Names that a new step of the sentence has as its object or subject, and those of lists that only a step opens. */
function hitNames(text: string, cut: number, steps: StepReading, scene: Scene): NamePhrase[] {
  const taken = steps.taken.filter((one) => one.scene === scene);
  const firms = taken.some((one) => isCompanyStep(one.type)) && !/\bapps?\b/iu.test(text);
  const subject = subjectList(text);
  const lists = [
    ...hitLists(text).filter(({ hit }) =>
      taken.some(({ mark }) => mark.start - 4 <= hit! && hit! <= mark.end + 4),
    ),
    ...(subject !== null ? [subject] : []),
    ...(taken.length > 0 ? moreLists(text) : []),
  ];
  return lists
    .filter((one) => one.start < cut)
    .flatMap(({ start, end }) => namesInPhrase(text, start, Math.min(end, cut)))
    .map((one) => (firms ? { ...one, firm: true } : one));
}

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

/** An app, unless the words in front make it a company that runs apps ("apps of Sohu", "owned by", "'s e-reading app"). */
function toDraft(
  sentence: Sentence,
  { start, end, owner, firm }: NamePhrase,
  hits: readonly KnownHit[],
): Draft {
  const hit = hits.find((one) => one.start <= start && end <= one.end);
  const isFirm = firm || hit?.kind === 'company';
  return draft(
    sentence.raw.slice(start, end),
    spanIn(sentence, start, end),
    isFirm ? 'prose-en.owner' : 'prose-en.list',
    'listed',
    {
      kind: isFirm ? 'entity' : 'app',
      owner,
    },
  );
}

const COMPARED =
  /\b(?:unlike|via|through|on its|on|like|as|against|rivals?|similar to|compared with|from|after|following|than|and unlike) (?:\w+ )?$/iu;
const STEP_ON =
  /\b(?:review|probe|investigation|action|reviews|fine|fines|penalty|penalties) (?:in|into|against|on) (?:\w+ )?$/iu;
const OWN_WORDS =
  /^\W*(?:did not|declined|said|didn't|could not|was not immediately|has not|responded|shares|stock)\b/iu;
const APP_OF =
  /^'s? (?:[\w-]+ ){0,3}?(?:apps?|platform|service|streaming|site|browser|reader|tracker|player|client|assistant|keyboard|mini-programs?|game)\b/iu;

/** A known name that stands where the step hits it: not an owner in a possessive, a store, a login or an example. */
function isHit(hit: KnownHit, all: readonly KnownHit[], sentence: Sentence, page: Page): boolean {
  const { text } = sentence;
  if (isBystander(text, hit.start, hit.end)) return false;
  const name = text.slice(hit.start, hit.end);
  const before = text.slice(Math.max(0, hit.start - 40), hit.start);
  const after = text.slice(hit.end, hit.end + 40);
  if (page.vocabulary.isStore(name) || page.vocabulary.bodies(name).length > 0) return false;
  if (COMPARED.test(before) && !STEP_ON.test(before)) return false;
  const owns = /^(?: Holdings| Group| Inc\.?)?'s?\s/iu.exec(after);
  if (owns !== null) {
    const thing = hit.end + owns[0].length;
    if (all.some((one) => one.start >= hit.end && one.start - thing <= 2)) return false;
    return APP_OF.test(after.slice(owns[0].length - 3)) || APP_OF.test(after);
  }
  if (OWNED.test(before)) {
    const from = hit.start - OWNED.exec(before)![0].length;
    const owned = /^,?\s*(?:which (?:is|are) |both )?$/u;
    return !all.some(
      (one) => one.kind !== 'company' && one.end <= from && owned.test(text.slice(one.end, from)),
    );
  }
  return !OWN_WORDS.test(after);
}

const OWNED = /\b(?:owned|run|operated|developed) by\s*(?:[\w-]+ ){0,3}$/iu;

function known(sentence: Sentence, hit: KnownHit, all: readonly KnownHit[]): Draft {
  const { text, raw } = sentence;
  const before = text.slice(Math.max(0, hit.start - 30), hit.start);
  const possessive = all.find(
    (one) =>
      one.end <= hit.start && /^(?: Holdings| Group| Inc\.?)?'s? $/u.test(text.slice(one.end, hit.start)),
  );
  const runs =
    /^'s? (?:\w+[- ]?\w*,? ){0,3}(?:app|apps|platform|service|streaming)/iu.test(
      text.slice(hit.end, hit.end + 40),
    ) || /\b(?:owned|run|operated|developed) by (?:[\w-]+ ){0,3}$/iu.test(before);
  const isFirm = hit.kind === 'company' || runs;
  return draft(
    raw.slice(hit.start, hit.end),
    spanIn(sentence, hit.start, hit.end),
    'prose-en.known',
    'prose',
    {
      kind: isFirm ? 'entity' : 'app',
      owner: possessive ? raw.slice(possessive.start, possessive.end) : null,
    },
  );
}
