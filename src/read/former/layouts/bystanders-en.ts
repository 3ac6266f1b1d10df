/** English words in front of a name that make it a bystander; each pattern ends at the name. */
const BEFORE: readonly RegExp[] = [
  /\b(?:in|by) which $/u,
  // A person who has the name of a firm: "Governor Greg Maple".
  /\b(?:Governor|Gov\.|President|Senator|Sen\.|Representative|Rep\.|Minister|Secretary|Chancellor|Mayor|(?:Attorney|Secretary|Director) General|Judge|Justice|Commissioner|Chairman|Chairwoman|CEO|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Professor) (?:[A-Z][a-z]*\.? ){0,2}$/u,
  // "China's answer to Quora", "the Chinese version of X".
  /\b(?:answers?|response|alternatives?|equivalents?|counterparts?|versions?|clones?|take) (?:to|of|on) (?:the )?(?:[a-z-]+ ){0,3}(?:[A-Z][\w.]*(?:, | and | or ))*$/u,
  /, (?:an?|the|which is the) (?:[\w-]+ ){0,4}(?:company|firm|group|parent|owner|operator|maker|developer|creator|giant|start-?up) (?:behind|of|that (?:owns|runs|operates)) (?:the )?(?:[a-z-]+ ){0,5}(?:[A-Z][\w.]*(?:,| and) )?$/u,
  /\baccording to (?:the )?(?:[a-z]+ ){0,4}$/u,
  /\b(?:interview with|citing|cited by|quoted by|reported by|first reported by) (?:the )?$/u,
  /\b(?:listed|traded|debut(?:ed)?|shares|securities) (?:on|in) (?:the )?$/u,
  // Where something stood, and with whom somebody competes.
  /(?<!\b(?:suspend|disabl|halt|paus)\w* (?:[a-z-]+ ){0,6})\b(?:links?|videos?|posts?|content|ads?|adverts?|goods|products|items|accounts?|sold|sells?|selling|offered|advertised|leaked|traded|promoted|hosted|followers|fans|likes|reviews|ratings|users|merchants|shops|streams?|live-?streams?|games?|published|posted|available|appear\w*|spread|spreading|circulat\w+|shared|sharing) on (?:the )?(?:[A-Z][\w.]*(?:, | and | or ))*$/u,
  /\b(?:compet\w+ with|similar to|akin to|likened to|not to use|from using|instead of|links? (?:to|from)|switch\w* (?:to|from)) (?:[a-z]+ ){0,3}(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:, | and | or ))*$/u,
  /\b(?:formerly|previously|once) (?:of|with|at|owned by|part of) $/u,
  // "A rival of Fenghua's Maple Video", "a competitor to Maple Maps and Green Rice".
  /\b(?:rivals?|competitors?|clones?|cop(?:y|ies)|imitators?|challengers?|alternatives?) (?:of|to) (?:[a-z]+ ){0,3}(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:'s |, | and | or ))*$/u,
];
/** Words behind a name. */
const BEHIND: readonly RegExp[] = [
  /^,? (?:has|have|had) (?:also )?(?:invested|a (?:\w+ )?stake|stakes|a (?:\w+ )?shareholding)\b/iu,
  /^,? (?:(?:has|have|had) )?(?:first )?(?:reported|tweeted|wrote|quoted|learn(?:ed|t)|noted in a report)\b/iu,
  // "Apple pulls A from its store": the store that obeys.
  /^(?: and [A-Z]\w+)? (?:(?:has|have|had|will|to) )?(?:pull(?:s|ed)?|remov(?:es?|ed)|yank(?:s|ed)?|delist(?:s|ed)?|tak(?:es?|en) down|took down|drop(?:s|ped)?|compl(?:ies|ied|y))\b(?! (?:from|off|over|for|by|in|after|on|amid)\b)/u,
  /^(?: Group| Holdings| Inc\.?| Entertainment)*'s (?:[a-z-]+ ){0,2}(?:parent|owner)\b/u,
  // "Fined over the Maple audit": what the case is about.
  /^ (?:audits?|collapse|scandal|saga|accounting|IPO|deal|takeover|buyout|listing)\b/u,
  /^(?:,? (?:and )?[A-Z][\w.]*)*, (?:both of )?(?:which|who) (?:also |both |each )?(?:(?:holds?|owns?|has|have) (?:an? )?(?:[\w.%]+ )?(?:stakes?|shares) in|backs?|invest\w* in) (?:it|them|the)\b/u,
  /^-(?:owned newspaper|affiliated)\b/iu,
  // "The Chinese Maple rival Green Rice", "a Maple wannabe": whom somebody is measured by.
  /^ (?:rival|competitor|clone|wannabe|imitator|look-?alike|alternative|copycat|challenger|equivalent|counterpart|killer)s?\b/u,
  // "Developed by Maple owner Fenghua": the one behind is meant.
  /^(?:'s)? (?:owner|parent|maker|creator|operator)(?: company)? [A-Z]/u,
];

/** "Huawei and Xiaomi have taken A off their app stores": whoever stands in front of that verb keeps a store and obeys. */
const KEEPS_STORE =
  /\b(?:taken|took|takes?|pull(?:s|ed)?|remov(?:es?|ed)|delist(?:s|ed)|yank(?:s|ed)|drop(?:s|ped)) [^.;]{2,60}? (?:from|off|out of) (?:its|their) (?:[a-z]+ ){0,2}(?:app(?:lication)? ?)?(?:stores?|marketplaces?|shelves)\b|\b(?:stop(?:s|ped)?|halt(?:s|ed)?|ceas(?:es|ed)) (?:offering|listing|carrying|distributing|hosting|showing)\b/iu;

/** "After Maple alleged that the two sent data abroad": who brought the charge. */
const CHARGES =
  /^(?: and [A-Z]\w+)? (?:alleged|accused(?! of)|complained|claimed|petitioned|lodged|sounded the alarm|raised (?:the alarm|concerns)|filed (?:an? )?(?:\w+ )?complaint)\b/u;
const ON_CHARGE =
  /\b(?:after|because|when|since|once|as) (?:(?:rivals?|competitors?|US|American|(?:AI|tech) firm) )?(?:[A-Z]\w+ and )?$/iu;

/** "Germany asks Apple, Google to remove A": who keeps a store is told to take something off it. */
const STORE = /^(?:Apple|Google|Samsung|Huawei|Xiaomi|Oppo|Vivo|Amazon|Microsoft)$/iu;
const TOLD_TO_REMOVE =
  /^(?:(?:,| and|, and) [A-Z]\w+)*(?: asked[^.;]{0,40})? to (?:remove|pull|delist|drop|take down|yank|block|bar|stop (?:offering|carrying|listing|downloads))\b/u;

/** "…, reports The Maple Times.": the paper that tells it, behind what it tells. */
const TELLS = /[,”"] (?:reports|reported|writes|wrote|says|said) (?:[Tt]he )?$/u;
const END = /^\W*$|^[.,;]/u;

/** Whether English words around a name say that it only stands beside the step: a source, an investor, a store, whose owner is told of. */
export function standsBesideEn(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 90), start);
  const behind = text.slice(end, end + 40);
  return (
    BEFORE.some((one) => one.test(before)) ||
    BEHIND.some((one) => one.test(behind)) ||
    (TELLS.test(before) && END.test(behind)) ||
    (ON_CHARGE.test(before) && CHARGES.test(behind)) ||
    (STORE.test(text.slice(start, end)) && TOLD_TO_REMOVE.test(behind)) ||
    end <= (KEEPS_STORE.exec(text)?.index ?? -1)
  );
}
