import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { KnownHit } from '../vocabulary.ts';
import { isLikened } from './likened-en.ts';
import { isBystander } from './not-hit.ts';

const COMPARED =
  /\b(?:unlike|via|through|on its|on|like|as|against|rivals?|similar to|compared with|from|after|following|than|and unlike) (?:\w+ )?$/iu;
const STEP_ON =
  /\b(?:review|probe|investigation|action|reviews|fine|fines|penalty|penalties) (?:in|into|against|on) (?:\w+ )?$/iu;
const OWN_WORDS =
  /^\W*(?:did not|declined|said|didn't|could not|was not immediately|has not|responded|shares|stock)\b/iu;
const APP_OF =
  /^'s? (?:[\w-]+ ){0,3}?(?:apps?|platform|service|streaming|site|browser|reader|tracker|player|client|assistant|keyboard|mini-programs?|game)\b/iu;

/** A part of a company, which is hit with it: "Alibaba's cloud unit". */
const UNIT_OF =
  /^'s? (?:[\w-]+ ){0,3}?(?:units?|arms?|business(?:es)?|divisions?|subsidiar(?:y|ies)|operations)\b/iu;

/** A known name that stands where the step hits it: not an owner in a possessive, a store, a login or an example. */
export function isHit(hit: KnownHit, all: readonly KnownHit[], sentence: Sentence, page: Page): boolean {
  const { text } = sentence;
  if (isBystander(text, hit.start, hit.end) || isLikened(sentence, hit.start, hit.end, page)) return false;
  const name = text.slice(hit.start, hit.end);
  const before = text.slice(Math.max(0, hit.start - 40), hit.start);
  const after = text.slice(hit.end, hit.end + 40);
  if (page.vocabulary.isStore(name) || page.vocabulary.bodies(name).length > 0) return false;
  if (COMPARED.test(before) && !STEP_ON.test(before)) return false;
  const owns = /^(?: Holdings| Group| Inc\.?)?'s?\s/iu.exec(after);
  if (owns !== null) {
    const thing = hit.end + owns[0].length;
    if (all.some((one) => one.start >= hit.end && one.start - thing <= 2)) return false;
    return APP_OF.test(after.slice(owns[0].length - 3)) || APP_OF.test(after) || UNIT_OF.test(after);
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

/** A known name as a mention: a company where the words say that it runs an app. */
export function knownDraft(sentence: Sentence, hit: KnownHit, all: readonly KnownHit[]): Draft {
  const { text, raw } = sentence;
  const before = text.slice(Math.max(0, hit.start - 30), hit.start);
  const possessive = all.find(
    (one) =>
      one.end <= hit.start && /^(?: Holdings| Group| Inc\.?)?'s? $/u.test(text.slice(one.end, hit.start)),
  );
  const runs =
    /^'s? (?:\w+[- ]?\w*,? ){0,3}(?:app|apps|platform|service|streaming)/iu.test(
      text.slice(hit.end, hit.end + 40),
    ) || /\b(?:(?:owned|run|operated|developed) by|belong(?:s|ing)? to) (?:[\w-]+ ){0,3}$/iu.test(before);
  const isFirm =
    hit.kind === 'company' ||
    runs ||
    isRegistered(text.slice(hit.end)) ||
    UNIT_OF.test(text.slice(hit.end, hit.end + 50));
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

/** "Maple (Shanghai) Co., Ltd.": behind a name, what makes it that of a firm. */
export function isRegistered(behind: string): boolean {
  return /^ ?(?:\((?:[A-Z][a-z]+ ?){1,2}\),?|[A-Z][a-z]+)? ?(?:[A-Z][a-z]+ ){0,2}(?:Co(?:mpany)?\.?,? ?Ltd|Company Limited|Limited\b|Ltd\b|Inc\b|Corp\b)/u.test(
    behind,
  );
}

/** A known app under investigation is an app, not a firm. */
export function asKnown(one: Draft, hits: readonly KnownHit[], sentence: Sentence): Draft {
  const hit = hits.find(({ start, end }) => sentence.raw.slice(start, end) === one.name);
  return hit?.kind === 'app' || (hit?.kind === 'both' && isOperated(one, sentence))
    ? { ...one, kind: 'app' }
    : one;
}

export const OPERATED =
  /\b(?:operators?|makers?|developers?|owners?|publishers?|(?:company|companies|firms?|entit(?:y|ies)|start-?ups?|group)) (?:of|behind) (?:the )?(?:[\w-]+ ){0,5}$/u;

const THE_APP =
  /^ (?:(?:messaging|video|music|news|shopping|payment|dating|social|mobile|short-video|live-?streaming|ride-hailing|travel|browser|map) ){0,2}app\b(?! (?:stores?|makers?|developers?|operators?|owners?|business|units?)\b| [A-Z])/u;

/** "Eight browsers form the first batch: A, B and C": what stands behind the colon is a browser, whoever else has the name. */
const LISTED_APPS = /\b(?:apps|browsers|chatbots|mini-programs)\b[^.;:]{0,60}: [^.;:]{0,200}$/u;

/** "The operator of the platform X", "to take down the X app": the words around a name make it that of an app. */
export function isToldAsApp(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.slice(0, start);
  return (
    OPERATED.test(before) ||
    LISTED_APPS.test(before) ||
    (THE_APP.test(text.slice(end)) && /\b(?:the|its) $/iu.test(before))
  );
}

/** "The operator of the shopping platform X was fined": the firm is told by its app. */
export function isOperated({ span }: Draft, sentence: Sentence): boolean {
  const at = span.start - sentence.start;
  return (
    sentence.start >= 0 &&
    OPERATED.test(sentence.text.slice(0, at)) &&
    !/^[\w.]*(?: Chuxing| Group| Holdings?)?(?:-(?:owned|run|backed|operated|controlled)|'s?) /u.test(
      sentence.text.slice(at),
    )
  );
}
