import { type NamePhrase, namesInPhrase } from './english-names.ts';

/** Where a list of names in an English sentence ends. */
export const LIST_ENDS =
  /(?<!\b(?:Co|Inc|Ltd|Corp|Bros|No|St|Dr|vs))[.](?=\s|$|["”'])|[:–—](?! ?(?!The\b|It\b|They\b|In\b|But\b)[A-Z][\w.&']*(?: +[\w.&'()!]+){0,8} *(?:,|;| and ))|;(?! (?:and )?[A-Z][\w.' ]{1,40}(?:;|,|$|\.))| - (?=[a-z])|,? (?:have|has|had|were|was|are|is|will|for(?! [A-Z]\w*(?:,| and [A-Z]))|because|after|which|that|who|whose|over|in violation|while|as it|if|when|to(?! [A-Z])) |,? and (?:it|they|ordered|told|said|gave|the ministry|has|have|was|were|will) |,? by (?!the (?:name))/u;

/** "They range from A to B": the second end belongs to the list. */
export const RANGE_ENDS = new RegExp(LIST_ENDS.source.replace('|to(?! [A-Z])', ''), 'u');

const CHARGES =
  /\b(?:summon(?:ed|s)?|fined?|fines|hauled in|haul in|called in|call in) (?:the )?(?:executives |representatives |officials )?(?:from |of |at )?(?=[A-Z])/gu;

/** Companies named right behind the word of the step: "summoned JD, Meituan and others". */
export function chargedIn(text: string): NamePhrase[] {
  return [...text.matchAll(CHARGES)].flatMap((match) => {
    const start = match.index + match[0].length;
    const stop = text.slice(start).search(LIST_ENDS);
    const end = stop < 0 ? text.length : start + stop;
    return namesInPhrase(text, start, end).map((one) => ({ ...one, firm: true }));
  });
}

const REVIEWED =
  /\b(?:reviews?|probes?|investigations?) (?:of|into|in|against|on) (?=[\w-]+ ?[\w-]* ?[A-Z]|[A-Z])/gu;

/** Names under review, up to the earlier news that the sentence ends with. */
export function reviewedIn(text: string, cut: number): NamePhrase[] {
  return [...text.matchAll(REVIEWED)].flatMap((match) => {
    const start = match.index + match[0].length;
    const stop = text.slice(start).search(LIST_ENDS);
    const end = Math.min(stop < 0 ? text.length : start + stop, cut);
    return end > start ? namesInPhrase(text, start, end) : [];
  });
}
