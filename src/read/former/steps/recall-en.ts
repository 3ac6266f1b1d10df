import type { CalendarDate } from '../../../domain/time.ts';
import { weekdayOf } from '../../dates/calendar.ts';
import { remembered } from '../memoize.ts';

const SPAN =
  '(?:(?:an?|one|two|three|four|five|six|seven|several|few|couple of|\\d+) )?(?:hours?|days?|weeks?|months?|years?)';

/** Words that turn an English sentence from its news to what came before it. In this order; the first place counts. */
const TURNS: readonly RegExp[] = [
  new RegExp(
    `(?<!\\b(?:for|within|lasting)(?: (?:an?|one|two|three|four|six|several|\\d+))?),? (?:(?:just|only|barely|less than|more than|nearly|almost|about) )*${SPAN} (?:after|before)\\b`,
    'iu',
  ),
  /,? (?:after|following) (?:a|an|similar|earlier|its|their) (?:similar|earlier|previous)\b/iu,
  /,? (?:after|following|amid|on top of|in addition to) (?:an? |the |its |their |similar |recent |earlier )*(?:actions?|crackdowns?|probes?|fines?|bans?|penalt(?:y|ies)|reviews?|moves?|investigations?|removals?|measures?|steps?) (?:against|on|into|taken against)\b/iu,
  /,? (?:right|shortly|soon|immediately|just) (?:after|before)\b/iu,
  /,? after (?:app stores|stores|regulators|authorities|China|Beijing|the (?:[a-z]+ )?(?:regulator|ministry|watchdog|agency|CAC)) (?:were|was|had|ordered|fined|opened|launched|removed|banned|summoned|said)\b/u,
  /,? (?:(?:which|that|and) )?(?:comes?|came|follow(?:s|ed|ing)?)(?: (?:just|hot|close|hard|only))? (?:on|in) the (?:heels|wake|footsteps)\b/iu,
  /,? (?:on|in) the (?:heels|wake|footsteps) of\b/iu,
  /, (?:which|that) (?:comes?|came|follow(?:s|ed))\b/iu,
  /\b(?:is|was|marks|comes as|came as) (?:an?|the) (?:aftermath|extension|continuation|follow-?up|sequel) (?:of|to|from)\b/iu,
  /[;,] (?:(?:while|whereas|but|though|and) )?(?:the |its |their )?[^;,.]{2,40}\b(?:is|was|were|are|(?:has|have|had) been) (?:already|previously|earlier)\b/iu,
  /,? after (?:similarly |earlier |previously |already )(?:\w+ing|it|the|they)\b/iu,
];

/** Where an English sentence turns from its news to what came before: "…, days after it opened a probe into Didi"; else its length. */
export const newsEnd = remembered((text): number => {
  const found = TURNS.map((one) => text.search(one)).filter((at) => at >= 24);
  return Math.min(text.length, ...found);
});

/** "(Place, agency –) Weeks after Alibaba was fined, China opened …": what a sentence sets in front of its news. */
const SET_BEFORE = new RegExp(
  '^\\W*(?:[A-Z][\\w.,/ ]{2,30}(?:\\([^()]{2,24}\\))? ?[-–—]+ ?)?(?:(?:[A-Z][a-z]+ ){0,2}(?:[a-z]+ ){0,3}(?:days|weeks|months|hours) )?' +
    '(?:[Aa]fter|Following|Having) (?!(?:an?|the) (?:[a-z-]+ ){0,3}(?:probe|investigation|inspection|inquiry|review|hearing)\\b)[^,;]{8,160}, ' +
    // A store that obeys, or the one who is hit, may go on with the order itself; an authority acts anew.
    "(?=(?:China|Beijing|India) |(?:the )?(?:(?:[A-Z][\\w.]*(?:'s)?|[a-z][\\w-]*) ){0,4}?(?:regulators?|authorities|watchdogs?|officials|ministry|agency|commission|administration|bureau|police|Administration|Ministry|Commission|CAC|MIIT|SAMR)\\b)",
  'u',
);

/** How much of an English sentence tells what came before its news: "After A was fined, regulators opened a probe into B"; 0 where nothing does. */
export const setBefore = remembered((text): number => SET_BEFORE.exec(text)?.[0].length ?? 0);

/** "The move comes a day after …", "This followed an order …": all of the sentence is what came before. */
const RECALLS =
  /^\W*(?:(?:The|This|That|These|It|Its|Their|Both|His|[A-Z][\w.&]*(?:'s)?) ?)(?:[a-z][\w-]* ){0,4}?(?:also |only |just )*(?:comes?|came|follow(?:s|ed)) (?!into |from the|to (?:force|effect)|up\b|as no|with |with$)/u;

/** The words that make an English sentence tell nothing but what came before, or null. */
export function recalledIn(text: string): string | null {
  return RECALLS.exec(text)?.[0].trim() ?? null;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WEEKDAY =
  /\b(?:on |late |early |earlier |last )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?! (?:deadline|night football))/gu;
const TO_COME =
  /\b(?:by|before|until|till|next|coming|from|this coming|starting|effective|through|between)(?: on)? $/iu;

function weekdaysIn(text: string): { name: string; at: number }[] {
  return [...text.matchAll(WEEKDAY)]
    .filter((match) => !TO_COME.test(text.slice(0, match.index)))
    .map((match) => ({ name: match[1]!.toLowerCase(), at: match.index }));
}

/**
 * The weekday of a sentence that is neither that of the news (in the opening) nor that of publication: an earlier step,
 * as "CAC announced on Friday it had launched an investigation" in an article of Sunday. Null where none tells.
 */
export function earlierWeekday(text: string, opening: string, published: CalendarDate | null): string | null {
  const news = weekdaysIn(opening)[0]?.name;
  if (news === undefined || text === opening) return null;
  const own = weekdaysIn(text);
  const today = published === null ? null : WEEKDAYS[weekdayOf(published) - 1];
  const other = own.find((one) => one.name !== news && one.name !== today);
  return other !== undefined && own.every((one) => one.name !== news) ? other.name : null;
}

/** "The MIIT said on Wednesday it had removed three apps": the perfect tense of reported speech is the news. */
const REPORTED =
  /\b(?:said|says|announced|added|confirmed|notification|statement)\b[^.;]{0,50}\b(?:it|they|that it|that they) had\b(?![^.;]*\b(?:previously|earlier|already|since|in the past|last)\b)/u;

/** "They have been asked to rectify", "The 18 companies have also been told": the news goes on in the perfect tense. */
const GOING_ON =
  /^\W*(?:They|These|It|Both|All|The (?:\w+ ){0,2}(?:apps?|compan(?:y|ies)|firms?|platforms?|operators?|developers?|enterprises|services?)) (?:have|has) (?:now |also |all |both )?been (?:asked|ordered|told|given|required|instructed|summoned|removed|delisted|taken|pulled)\b(?![^.;]*\b(?:previously|earlier|already|since|in the past)\b)|^\W*(?:Among|Some of|Other|The|Several)\b[^.;]{0,60}\bapps? (?:that|which) (?:have|has) been (?:blocked|banned|removed|named|listed|pulled|delisted)\b|^\W*Now, |\b(?:has|have) (?:also )?been (?:deplatformed|removed|banned|named|delisted|blocked|listed|fined|summoned) (?:too|as well)\b/u;

const SAID_TODAY =
  /\b(?:said|announced|says)\b[^.;]{0,40}\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?![^.;]*\b(?:previously|earlier|already|since|last)\b)/u;

/** "…, the industry regulator said on Thursday": what somebody says on the day of the news or the day before it. */
export function isSaidToday(text: string, published: CalendarDate | null): boolean {
  const at = published === null ? -1 : weekdayOf(published) - 1;
  return (
    at >= 0 &&
    SAID_TODAY.test(text) &&
    weekdaysIn(text).every(({ name }) => name === WEEKDAYS[at] || name === WEEKDAYS[(at + 6) % 7])
  );
}

/** Whether a sentence in the perfect tense ("has been fined", "had removed") tells the news and not what came before. */
export function isNewsInPerfect(text: string): boolean {
  return GOING_ON.test(text) || REPORTED.test(text) || SAID_TODAY.test(text);
}

const OF_OLD =
  /\b(?:[Ee]arl(?:y|ier)|[Ll]ate|[Bb]ack) in (?:January|February|March|April|May|June|July|August|September|October|November|December|20\d\d)\b|^\W*(?:Earlier|Previously|Last (?:week|month|year))\b|\b[Ii]n (?:\w+ )?20\d\d\b/u;
const POINTS =
  /^\W*(?:They|These|Those|So (?:was|were|did|has|have)|The (?:list|companies|firms|apps|platforms|operators|two|three) (?:also |were |had )?)\b/u;

/** A sentence that goes on with an earlier matter: "Early in May it exposed other apps. They were urged to rectify." */
export function goesOnWithOld(text: string, before: string): boolean {
  return POINTS.test(text) && OF_OLD.test(before);
}

/** Where a speaker goes on to something else: "must rectify, the watchdog said, adding that hosts had been banned"; else the length. */
export function addedAt(text: string, from: number): number {
  const at = text.slice(from).search(/,? (?:adding|noting|explaining|recalling)(?: that)? /u);
  return at < 0 ? text.length : from + at;
}

/** A headline about a company's own business that only refers to an act: "Meituan raises $10 bln as China fines …". */
const OWN_NEWS =
  /^(?!China\b|Beijing\b|India\b|US\b|Regulators?\b)[^,;:]{2,50}? (?:raises|donates|reports|posts|launches|plans|invests|cuts|lays off|hires|buys|sells|expands|loses|gains|rall(?:y|ies)|jumps?|falls?|slumps?|tumbles?|plunges?|sinks?|rises?|drops?|slides?|climbs?|surges?|vows|pledges|promises|delays|shelves|shuts|exits|explores|seeks|bets|to (?:delist|list|relaunch|pay|launch|raise|buy|sell|cut|invest|expand)) [^;:]{0,60}?\b(?:as|after|amid|despite|following|weeks after|months after|a year after) /u;

/** The words of a headline that tell a company's own business before what it refers to, or null. */
export function ownNewsIn(text: string): string | null {
  return OWN_NEWS.exec(text)?.[0] ?? null;
}
