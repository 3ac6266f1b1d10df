import { headlinesOf } from '../links-page.ts';
import type { Page, Sentence } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { goesOnWithOld, recalledIn } from '../steps/recall-en.ts';
import { withoutAppositions } from './english-appositions.ts';
import { chargedSubject } from './english-lists.ts';
import { chargeLists, unopenedLists } from './english-offenders.ts';
import { HEAD, LISTED, LISTS, NOT_LISTED } from './english-openers.ts';

const RULES = new Set<string>(['rule-proposed', 'rule-enacted']);

/** Sentences of new steps, and those after them that go on listing: same article, nothing refused in them but its phrasing. */
export function sentencesThatName(page: Page, steps: StepReading): Sentence[] {
  const told = new Set(steps.taken.filter((one) => !RULES.has(one.type)).map((one) => one.scene.sentence));
  const past = new Set(
    steps.refused
      .filter((one) => ['history', 'statistics', 'denial', 'easing'].includes(one.code))
      .map((one) => one.step.scene.sentence),
  );
  if (told.size === 0) return [];
  const named: Sentence[] = [];
  const charges = countCharges(steps);
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
      isGoingOn(sentence.text, at - last, past.has(sentence), isPast(marks), charges);
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
function isGoingOn(
  text: string,
  behind: number,
  isHistory: boolean,
  isOld: boolean,
  charges: boolean,
): boolean {
  if (HEAD.test(text)) return behind <= 2 || (behind <= 6 && !isHistory);
  if (isHistory || EARLIER.test(text) || recalledIn(text) !== null) return false;
  const plain = withoutAppositions(text).text;
  const isCharged = charges && chargedSubject(plain) !== null;
  const unopened = unopenedLists(plain).length - (charges ? 0 : chargeLists(plain).length);
  if (behind <= 4 && (isCharged || (!isOld && unopened > 0))) return true;
  const lists = LISTED.test(text) || (LISTS.test(text) && KINDS.test(text));
  return behind <= 3 && !isOld && lists && !NOT_LISTED.test(text);
}

function isPast(marks: readonly { role: string }[]): boolean {
  return marks.some((one) => one.role === 'background' || one.role === 'easing' || one.role === 'denial');
}

const MONEY: ReadonlySet<string> = new Set(['fined', 'merger-fined', 'probe-opened']);

/** Whether what others are charged with may go on with the steps of a page: a fine of one firm says nothing of those. */
function countCharges(steps: StepReading): boolean {
  return steps.taken.some((one) => !MONEY.has(one.type) && !RULES.has(one.type));
}
