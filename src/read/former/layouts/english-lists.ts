import { toldLists } from './english-hits.ts';
import { type ListPhrase, phraseOf } from './list-phrase.ts';

/** "The sale of new equipment from A, B and C": whose goods a ban hits. */
const GOODS =
  /\b(?:equipment|products?|gear|devices|components|chips|drones|cameras|hardware|software|routers|vehicles|technology|goods) (?:made |produced |provided |sold |supplied |built )?(?:from|by) (?:the )?(?=(?:[a-z][\w-]* ){0,4}(?:[A-Z]|[a-z]+[A-Z]))/gu;

/** "Bans sales of Maple, Fenghua gear". */
const GOODS_OF =
  /\b(?:sales?|imports?|purchases?|approvals?) of (?:new |all |some |more )?(?=[A-Z][\w, ]{1,50}? (?:gear|equipment|products|chips|devices|cameras|drones|routers|hardware|phones)\b)/gu;

/** Firms whose goods a sentence names. */
export function goodsOf(text: string): ListPhrase[] {
  return [...text.matchAll(GOODS), ...text.matchAll(GOODS_OF)].map((match) => {
    const start = match.index + match[0].length;
    return { start, end: endOf(text, start, OBJECT_STOPS), hit: null, firms: true };
  });
}

/** Openings of a list that stand behind a count of apps: "with A and B among them", "notably A", "from A to B". */
const MORE =
  /\b(?:apps?|platforms|services|companies|firms)\b,? (?:with|notably|particularly|in particular|from|chief among them|most notably) (?=(?:[a-z][\w-]* ){0,4}(?:[A-Z]|[a-z]+[A-Z]|["“]))|\bamong them (?=(?:[a-z][\w-]* ){0,5}(?:[A-Z]|[a-z]+[A-Z]|["“]))|\b(?:apps?|platforms|services|companies|firms), (?=[A-Z][^.;]{3,120} among them\b)|\bas (?:has|have|was|were|did|is|are) (?=[A-Z])|\b(?:along with|as well as|together with) (?:[a-z][\w-]* ){0,3}(?:owned|run|operated|developed) (?=by [A-Z])|\bfirms -{1,2} (?=[A-Z])/gu;

const STOPS =
  /(?<!\b(?:Co|Inc|Ltd|Corp|Bros|No|St|Dr|vs))[.](?=\s|$|["”'])|[:–—]| -{1,2} |,? (?:have|has|had|were|was|are|is|will|would|for|because|after|which|that|who|over|in violation|while|among them|as (?:it|they|part|of|the)|if|when|to|amid|citing|saying|said|says|told|without|with immediate|until|under|following|whose) |,? and (?:it|they|ordered|told|said|gave|give|the (?:ministry|regulator|agency|watchdog|authorit\w+|app stores?)|has|have|was|were|will|demanded|asked|requir\w+|urged|warned|instructed|barred|banned|fined|impos\w+|halted|suspended)\b |,? by (?!the (?:name))/u;

/** Where the list that opens at `start` ends. A semicolon ends it unless names go on behind it. */
function endOf(text: string, start: number, stops = STOPS): number {
  const stop = text.slice(start).search(stops);
  let end = stop < 0 ? text.length : start + stop;
  for (const match of text.slice(start, end).matchAll(/;/gu)) {
    const rest = text.slice(start + match.index + 1, end);
    if (
      /^ (?:and )?(?:[a-z][\w-]* ){0,4}(?:[A-Z]|[a-z]+[A-Z]|["“*])[^;]*$|^ (?:and )?(?:[a-z][\w-]* ){0,4}(?:[A-Z]|[a-z]+[A-Z])[^;]{0,60};/u.test(
        rest,
      )
    )
      continue;
    end = start + match.index;
    break;
  }
  return end;
}

/** Lists behind openings that count only where the step is told. */
export function moreLists(text: string): ListPhrase[] {
  const opened = [...text.matchAll(MORE)].map((match) => {
    const start = match.index + match[0].length;
    const range = /from $/u.test(match[0]);
    return { start, end: endOf(text, start, range ? RANGE_STOPS : STOPS), hit: null };
  });
  return [...opened, ...toldLists(text)];
}

const RANGE_STOPS = new RegExp(STOPS.source.replace('|to|', '|'), 'u');

/** The word of a step right in front of those it hits. */
const HITS =
  /\b(?:summon(?:ed|s|ing)?|fin(?:e|ed|es|ing)|penali[sz](?:e|ed|es)|haul(?:ed|s)? (?:in|up)|call(?:ed|s)? in|prob(?:ed|es)|investigat(?:e|ed|es|ing)|raid(?:ed|s)?|(?:probes?|investigations?|inquir(?:y|ies)|reviews?|inspections?) (?:of|into|against|on|targeting)|(?:fines?|penalt(?:y|ies)) (?:(?:of|totall?ing) [^,;]{1,50}? )?(?:on|to|against)|fine[sd]? on|(?:[Ff]ines|[Pp]enalt(?:y|ies)) (?:\w+ )?(?:went to|hit|fell on|(?:was|were) (?:also )?(?:imposed|levied|slapped) on)|slapped|punish(?:ed|es)|(?:measures?|actions?) against|removal of|remov(?:e|es|ed|ing)|pull(?:s|ed|ing)?|yank(?:s|ed)?|delist(?:s|ed|ing)?|tak(?:e|es|ing) down|took down|taken|took|bann?(?:s|ed|ing)?|block(?:s|ed|ing)?(?: access to)?|bar(?:s|red)|outlaw(?:s|ed)|prohibit(?:s|ed)|blacklist(?:s|ed)|nam(?:e|ed|es|ing)|list(?:ed|s)|call(?:ed|s|ing)? out|singl(?:ed|es|ing) out|rebuk(?:ed|es)|criticis(?:ed|es)|criticiz(?:ed|es)|accus(?:ed|es)|warn(?:ed|s)|reprimand(?:ed|s)|flagg(?:ed|s)|cit(?:ed|es)|censur(?:ed|es)|look(?:s|ed|ing)? into|order(?:ed|s)?|told|tells?|instruct(?:ed|s)|direct(?:ed|s)|suspend(?:ed|s)|halt(?:ed|s)|puts?|plac(?:ed|es|ing)|add(?:ed|s|ing)?|imposed) (?:(?:the )?(?:executives|representatives|officials|owners?|operators?|makers?|developers?) (?:from |of |at )?)?(?=(?:(?:the|an?|its|two|three|four|five|six|seven|eight|nine|ten|online|popular|new) )?(?:[a-z][\w-]* ){0,6}(?:[A-Z][\w]|[a-z]+[A-Z]\w|\d+[A-Z]|["“*]))/gu;
const OBJECT_STOPS = new RegExp(
  `${STOPS.source}|,? (?:from|of|in|on|at|off|with|than|into|against|about|during|this|ahead|last|earlier|again|not|before|unless|based|worth|jointly|each) `,
  'u',
);

/** Names right behind the word of a step that starts or ends within `near` of it. */
export function hitLists(text: string): ListPhrase[] {
  return [...text.matchAll(HITS)].map((match) => {
    const start = match.index + match[0].length;
    return { start, end: endOf(text, start, OBJECT_STOPS), hit: match.index };
  });
}

const SUBJECTS =
  /^(?:[A-Z]{3,}[^.]{0,30}? [-–—]+ |[A-Z][^:]{3,30}: )?((?:[^.;:]|\.(?=[\w'’,])|(?<=\b(?:Co|Inc|Ltd|Corp))\.){2,260}?),? (?:(?:and|along with|plus|as well as|with) (?:\d+|\w+|several|dozens of|a dozen) (?:other|more)s? ?(?:[\w-]+ ){0,2})?(?:(?:was|were|are|is|have been|has been|had been|got|(?:must|should|will|would|have to|has to|are to|is to) be) (?:also |all |both |each |together |publicly )*(among|nam(?=ed)|list(?=ed)|on the list|called out|called in|flagged|cited|singled out|censured|accused|criticised|criticized|rebuked|reprimanded|warned|banned|barred|blocked|pulled|yanked|removed|delisted|deplatformed|blocked|taken|fined|penali[sz]ed|summoned|hauled|investigated|probed|ordered|told|given|punished|suspended|placed|put under|hit with|slapped with|outlawed)|among (?:the )?(?:\d+|[a-z]+) |(?:face|faces|get|gets|got) |((?:fin|penalis|penaliz|summon|nam|bann|remov|punish|rebuk)ed) (?:for|by|over|from|in|after|amid|record|[\d£€$¥]|(?:US|HK)\$|RMB|Rs)|(?:was|were|is|are) (?:also )?(?:involved in|party to|behind|responsible for) (?:\w+ ){0,3}(?:cases|deals|transactions|violations|mergers|acquisitions)\b|are (?:also )?(?:new additions|the targets?\b)|(?:stopped|suspended|halted) (?:their|its) (?:downloads?|services?|operations)\b|(?:will |would )(?:also )?suspend (?:the|its|their) (?:same |similar )(?:functions?|features?|services?)\b|(?:disappeared|vanished) from\b|(?:(?:has|have|had|is|are|was|were) (?:also |all |both )?(?:gone|missing|absent|unavailable|disappeared|vanished) from)\b|(?:are|were|is|was) no longer (?:available|searchable|found|listed)\b|can(?:not| no longer) be (?:downloaded|found)\b|(?<=apps )(?:collected|violated|breached|infringed|flouted|broke)\b)/u;

/** Names that are the subject of a passive: "A, B and C were among the 43 apps named". */
export function subjectList(text: string): ListPhrase | null {
  const match = SUBJECTS.exec(text);
  if (match === null) return null;
  const phrase = match[1]!;
  if (
    VERBS.test(phrase) ||
    /^(?:It|They|He|She|This|That|There|The (?:two|\d+|list|order|rules?|ban|move|measures?)|As|In|On|Under|From|At|Since|After|By|For|With|Many|Some|Most)\b/u.test(
      phrase,
    )
  )
    return null;
  const names = phraseOf(match);
  return { ...names, hit: names.end };
}

/** "Quduguan of Jiangsu Qudu forced targeted push on users": who did what apps are accused of. */
const CHARGED =
  /^(?:The (?:app|mini-program|software|game|platform) )?((?:[A-Z0-9][\w.&'-]*|[a-z]+[A-Z]\w*)(?: (?:of |under |by |from )?(?:[A-Z0-9][\w.&'-]*))*)\s+(?:illegally |unlawfully |also |had |allegedly |was found |were found |was accused of |gathered |and )*(?:collect(?:ed|ing)|forc(?:ed|ing)|request(?:ed|ing)|asked for|asked users|failed to|did not(?! (?:[a-z]+ ){0,3}(?:comments?|respond|reply|details|immediately|say)\b)|demanded|obtained|used|shared|harvested|gathered)\b[^.]*\b(?:information|data|permissions?|consent|privacy|push|users?|accounts?|ads|ad)\b/u;

/** "Podcasting platform Pocket Casts said its app had been taken down". */
const OWN_APP =
  /\b((?:[A-Z0-9][\w.&'-]*)(?: [A-Z0-9][\w.&'-]*){0,3}) (?:said|says|confirmed)(?: that)? its apps? (?:had been|has been|was|were) (?:removed|taken|pulled|delisted|banned|blocked)\b/u;

/** "The firm said its dating app Tantan was removed": what it is stands in front of the name. */
const KIND_APP =
  /\b(?:its|their|whose|the) (?:[a-z-]+ ){0,4}(?:app|platform|service|game|browser|chatbot) ((?:[A-Z0-9][\w.&'-]*|[a-z]+[A-Z]\w*)(?: [A-Z0-9][\w.&'-]*){0,3})(?: \([^)]{2,40}\))? (?:had been|has been|was|were|would be|will be|must be) (?:also |temporarily |ordered )?(?:removed|taken|pulled|delisted|banned|blocked|suspended|named|yanked)\b/u;

/** The name that a sentence charges with what apps are accused of. */
export function chargedSubject(text: string): ListPhrase | null {
  const match = CHARGED.exec(text) ?? OWN_APP.exec(text) ?? KIND_APP.exec(text);
  if (match === null || VERBS.test(match[1]!) || NO_SUBJECT.test(match[1]!)) return null;
  return phraseOf(match);
}

const NO_SUBJECT =
  /^(?:It|They|He|She|This|That|There|The|Some|Most|Many|Several|All|Both|Each|Other|Users|Apps|Companies|Operators|Regulators|Authorities|China|Beijing|MIIT|CAC)\b/u;
const VERBS =
  /\b(?:said|says|ordered|has|have|had|that|which|who|after|when|while|if|is|are|was|were|will|to|named|told|according|against|over|for|by|on|unlike|following|rules?|shares|regulator|ministry|watchdog|including)\b/u;

const AMOUNT =
  '(?:RMB ?|CNY ?|¥|(?:US|HK)?\\$|€|£|Rs\\.? ?)?\\d[\\d.,]*\\d?(?: ?(?:million|billion|bln|mln|bn|m|crore|lakh))?(?: (?:yuan|RMB|euros?|dollars|won|rupees))?';
const PAYS =
  '(?:was fined|were fined|was ordered to pay|was told to pay|(?:has|have|had|must|will)(?: to)? pay|received|got|paid)';
const PAID = new RegExp(
  `(?:^|[,;] (?:and |while )?| and | while )((?:the )?(?:[a-z][\\w-]* ){0,4}(?:[A-Z][\\w.&'-]*|[a-z]+[A-Z]\\w*)(?: [A-Z][\\w.&'-]*)*),? (?:(?:also )?${PAYS} (?:an? (?:\\w+ ){0,2}(?:fine|penalty) of )?)?(?=${AMOUNT})(?=(?:[^.;]|\\.(?=\\d)){0,24}\\b(?:yuan|RMB|euros?|dollars|won|rupees|million|billion|crore|lakh)\\b)`,
  'gu',
);

/** Names right in front of what each has to pay: "A was fined 4 million yuan, B 2 million and C 1 million". */
export function paidNames(text: string): ListPhrase[] {
  return [...text.matchAll(PAID)]
    .filter((match) => !VERBS.test(match[1]!) && !NO_SUBJECT.test(match[1]!))
    .map(phraseOf);
}
