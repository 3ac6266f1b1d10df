import { goesOnLists } from './english-hits.ts';
import { type ListPhrase, phraseOf } from './list-phrase.ts';

/** Names that a sentence begins with, or a clause of it; semicolons may part them. */
const NAMES = String.raw`((?:[^.:]|\.(?=[\w'’,])|(?<=\b(?:Co|Inc|Ltd|Corp))\.){2,260}?),?`;
const CLAUSE = String.raw`(?:^\W*(?:[A-Z]{3,}[^.]{0,30}? [-–—]+ )?|, (?:and|while|but) (?=[A-Z])|; (?:and |while )?(?=[A-Z]))`;

/** What apps are charged with, as a verb behind their names: "fail to state", "are suspected of", "has no function to". */
const OFFENDS = new RegExp(
  `${CLAUSE}${NAMES} (?:(?:all|both|each|also|allegedly|reportedly|similarly) )*(?:` +
    [
      'fail(?:s|ed)? to (?:state|disclose|list|obtain|seek|get|explain|offer|provide|inform|ask|specify|publish|make|rectify)',
      '(?:do|does|did) not (?:[a-z]+ )?(?:state|explain|disclose|list|offer|provide|give|ask|let|allow|inform|obtain|seek|have|present|make)',
      '(?:has|have|offers?|provides?|gives?|gave) no (?:[a-z]+ ){0,3}(?:function|option|guidance|privacy|policy|rules|explanation|consent)',
      '(?:neither [a-z]+|lacks?|lacked)',
      '(?:is|are|was|were) (?:also |all |both )?(?:suspected of|accused of|alleged to|found to)',
    ].join('|') +
    String.raw`)\b(?![^.;]*\b(?:comments?|details|immediately|respond\w*|requests?|whether|reporters?|asked|statement|experts?|analysts?|researchers?|activists?|critics?|observers?|lawsuits?|courts?|abroad|overseas|European?|United States|American)\b)(?=[^.;]*\b(?:data|information|privacy|permissions?|consent|accounts?|agreements?|polic(?:y|ies)|users?|guidance|terms|ads?)\b)`,
  'gu',
);

/** Who was at a meeting, or goes with those named before: "A and B attended", "A must go as well". */
const PRESENT = new RegExp(
  `^\\W*${NAMES} (?:(?:also|all|both|too|each|reportedly) )*(?:` +
    [
      String.raw`(?:attended|sat in on|took part in|participated in|joined)(?: (?:the|a|this) (?:[\w-]+ )?(?:meeting|talks|session|interview|briefing|list))\b`,
      String.raw`(?:attended|took part|participated|sat in)(?: too| as well)?(?=\W*$)`,
      String.raw`(?:was|were) (?:also |all |both )?(?:present|in attendance|at the (?:meeting|talks|table)|invited to the (?:meeting|talks))\b`,
      String.raw`joined them\b`,
      String.raw`(?:must|has to|have to|had to|will) (?:also )?go (?:as well|too)\b`,
      String.raw`(?:goes|go|went) (?:as well|too)\b`,
      String.raw`(?:is|are|was|were) (?:hit|affected|caught|covered|included|targeted)(?: too| as well)\b`,
    ].join('|') +
    ')(?! as\\b)',
  'u',
);

/** "A, B and C together have 400 million users", of three and more. */
const TOGETHER = new RegExp(
  `^\\W*${NAMES} (?:together|between them|combined),? (?:have|had|count|boast|claim)\\b`,
  'u',
);
const AT_LEAST_THREE = /,.* and /u;
const ENDS_IN_NAME = /(?:[A-Z0-9][\w.&'+-]*|[a-z]+[A-Z]\w*)\s*$/u;

/** "Besides the music app A, the affected apps include B": A is one of them. */
const BESIDES =
  /^\W*(?:Besides|Apart from|Aside from|In addition to|Along with|As well as|Other than) ([^.;:]{2,120}?), (?:the|its|their|other|others|those)\b[^,.;:]{0,40}\b(?:apps?|compan(?:y|ies)|firms?|platforms?|games?|services?|names|list|order|ban|others?|affected|removed|named|hit)\b[^,.;:]{0,20}\b(?:include[sd]?|are|were|covers?|hits?|names|targets?)\b/u;

/** Words that make what stands in front of the verb no list of names. */
const TELLS =
  /\b(?:said|says|ordered|has|have|had|that|which|who|after|when|while|if|is|are|was|were|will|to|told|according|against|over|by|unlike|following|regulators?|ministry|watchdog|including)\b/u;
const NOBODY =
  /^(?:It|They|He|She|This|That|These|Those|There|The|Some|Most|Many|Several|All|Both|Each|Other|Users|Apps|Companies|Firms|Platforms|Operators|Regulators|Authorities|Officials|Executives|Representatives|China|Beijing|MIIT|CAC|In|On|At|For|As|From|\d+|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twenty|None|Neither|Nobody)\b(?![’'.&-])/u;

function listAt(match: RegExpExecArray | RegExpMatchArray): ListPhrase[] {
  const phrase = match[1]!;
  if (TELLS.test(phrase) || NOBODY.test(phrase.trimStart()) || !/[A-Z]/u.test(phrase)) return [];
  return [phraseOf(match)];
}

/** Names in front of what apps are charged with, as a verb. */
export function chargeLists(text: string): ListPhrase[] {
  return [...text.matchAll(OFFENDS)].flatMap(listAt);
}

/** Whether names that nothing opens stand in a list that goes on with a step told before, and where. */
export function unopenedLists(text: string): ListPhrase[] {
  const present = PRESENT.exec(text);
  const together = TOGETHER.exec(text);
  const besides = BESIDES.exec(text);
  return [
    ...chargeLists(text),
    // "Executives of A", "A executives attended": the firm may be there for another reason.
    ...(present === null || !ENDS_IN_NAME.test(present[1]!) ? [] : listAt(present)),
    ...(together === null || !AT_LEAST_THREE.test(together[1]!) ? [] : listAt(together)),
    ...(besides === null ? [] : listAt(besides)),
    ...goesOnLists(text),
  ];
}

/** A sentence that begins with one of these goes on listing. */
export const MORE_HEADS =
  /^\W*(?:Under (?:the|its|this) (?:\w+ )?(?:order|ban|notice|decision|action|list) (?:came|comes?|fell|falls?|are|were)|There (?:are|is|were|was) also (?=(?:the )?(?:(?!(?:about|of|on|over|in|for|from|that|with|to|at|by|against|between|among|how|why|whether) )[a-z][\w-]* ){0,3}[A-Z])|(?:This time|Now),? (?:they|it|both|the (?:two|three|four|five))\b[^.;]{0,16}\bjoined by|(?:Joining|Accompanying) (?:them|it|those|these)(?: on the list)? (?:are|were|is|was)|Also (?:present|attending|in attendance|invited|caught up)\b[^.;]{0,24}? (?:were|was|are|is)|(?:Other|More|Further|Notable|Prominent) (?:[\w-]+ ){0,3}(?:on|of|in) (?:the|today's|this|its|[A-Z][a-z]+day's) (?:\w+ )?(?:list|ban|order|batch) (?:are|were|include)|The (?:group|batch|participants|attendees|offenders|targets|brands|others|gathering|delegation)(?: of (?:\w+ )?\w+)? (?:include[sd]?|(?:was|were) made up of))\b/u;

/** Where the names of such a sentence begin. */
export const MORE_OPENS =
  /^\W*Under (?:the|its|this) (?:\w+ )?(?:order|ban|notice|decision|action|list) (?:came|comes?|fell|falls?|are|were) |^\W*There (?:are|is|were|was) also (?=(?:the )?(?:(?!(?:about|of|on|over|in|for|from|that|with|to|at|by|against|between|among|how|why|whether) )[a-z][\w-]* ){0,3}[A-Z])|\b\w+ (?:was|were) (?:also |then |now )?joined by |^\W*(?:Joining|Accompanying) (?:them|it|those|these)(?: on the list)? (?:are|were|is|was) |^\W*Also (?:present|attending|in attendance|invited|caught up)\b[^.;]{0,24}? (?:were|was|are|is) |\b[Aa]mong (?:them|those|these), (?=[A-Z][^.;]*\b(?:data|information|privacy|consent|permissions?|fined|removed|banned|named|pulled|illegal\w*)\b)|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[a-z-]+ ){0,4}(?:companies|firms|platforms|apps|operators|services|banks|brands), (?=[A-Z](?:[^.;]|\.(?=\w)){0,120}? and [A-Z][\w.&' -]{0,40}\W*$)/gu;
