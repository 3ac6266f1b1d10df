import { eachPlaceOnce, type NamePhrase, namesInPhrase } from './english-names.ts';

/** Where a list of names in an English sentence ends. */
export const LIST_ENDS =
  /(?<!\b(?:Co|Inc|Ltd|Corp|Bros|No|St|Dr|vs))[.](?=\s|$|["”'])|[:–—](?! ?(?!The\b|It\b|They\b|In\b|But\b)[A-Z][\w.&']*(?: +[\w.&'()!]+){0,8} *(?:,|;| and ))|;(?! (?:and )?(?:[A-Z][\w.' ]{1,40}(?:;|,|$|\.)|[A-Z0-9][\w.'&+!() -]{0,40}(?:-|:|\()[A-Z0-9][^;.]{1,70}(?:;|$|\.)|[A-Z0-9][\w.'&+!()-]*(?: [\w.'&+!()-]+){0,7};))| - (?=[a-z])|,? (?:have|has|had|were|was|are|is|will|for(?! [A-Z]\w*(?:,| and [A-Z]))|because|after|which|that|who|whose|over|in violation|while|as it|if|when|to(?! [A-Z])) |,? and (?:it|they|ordered|told|said|gave|the ministry|has|have|was|were|will) |,? by (?!the (?:name))/u;

/** Between semicolons words of a sentence stand inside names ("Maple-Follow the leaf to find you"): only what is no item ends such a list. */
const SEMICOLON_LIST_ENDS =
  /(?<!\b(?:Co|Inc|Ltd|Corp|Bros|No|St|Dr|vs))[.](?=\s|$|["”'])|;(?! (?:and )?[A-Z0-9][^;]{1,80}(?:;|$))/u;
const LEAST_SEMICOLONS = 3;

/** Where the list behind an opener ends, counted from `rest`. */
export function listEnd(rest: string, opener: string): number {
  if (/\bfrom $/u.test(opener)) return rest.search(RANGE_ENDS);
  const isLong = /:\s*$/u.test(opener) && (rest.match(/;/gu)?.length ?? 0) >= LEAST_SEMICOLONS;
  return rest.search(isLong ? SEMICOLON_LIST_ENDS : LIST_ENDS);
}

/** "They range from A to B": the second end belongs to the list. */
const RANGE_ENDS = new RegExp(LIST_ENDS.source.replace('|to(?! [A-Z])', ''), 'u');

const CHARGES =
  /\b(?:summon(?:ed|s)?|fined?|fines|hauled in|haul in|called in|call in) (?:the )?(?:executives |representatives |officials )?(?:from |of |at )?(?=[A-Z])/gu;

/** Companies named right behind the word of the step: "summoned JD, Meituan and others". */
export function chargedIn(text: string): NamePhrase[] {
  const names = [...text.matchAll(CHARGES)].flatMap((match) => {
    const start = match.index + match[0].length;
    const stop = text.slice(start).search(LIST_ENDS);
    const end = stop < 0 ? text.length : start + stop;
    return namesInPhrase(text, start, end).map((one) => ({ ...one, firm: true }));
  });
  return eachPlaceOnce(names);
}

const REVIEWED =
  /\b(?:reviews?|probes?|investigations?) (?:of|into|in|against|on) (?=[\w-]+ ?[\w-]* ?[A-Z]|[A-Z])/gu;

/** Names under review, up to the earlier news that the sentence ends with. */
export function reviewedIn(text: string, cut: number): NamePhrase[] {
  const names = [...text.matchAll(REVIEWED)].flatMap((match) => {
    const start = match.index + match[0].length;
    const stop = text.slice(start).search(LIST_ENDS);
    const end = Math.min(stop < 0 ? text.length : start + stop, cut);
    return end > start ? namesInPhrase(text, start, end) : [];
  });
  return eachPlaceOnce(names);
}
