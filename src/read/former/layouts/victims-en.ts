/**
 * Names in English that a step is about without hitting them: who was imitated, copied, scraped or cheated, against
 * whom the offender competed, who used or carried what is censured, who gains by it.
 */

/** A list of names, or nothing, up to the name in question; each pattern ends at it. */
const LIST = String.raw`(?:the )?(?:(?:[A-Z]|[a-z]+[A-Z])[\w.&]*(?: [A-Z][\w.&]*){0,2}(?:'s (?:[a-z-]+ ){0,2}|, | and | or |, and ))*`;
/** Small words between a verb and its object: "copied the look of". */
const SMALL = '(?:[a-z-]+ ){0,4}';

const BEFORE: readonly RegExp[] = [
  // "Fake ChatGPT and DeepSeek services", "counterfeits of Maple", "pirated Maple software".
  new RegExp(
    String.raw`\b(?:[Ff]ake|[Bb]ogus|[Cc]ounterfeit|[Pp]irated|[Kk]nock-?off|[Ii]mitation|[Cc]opycat|[Pp]hone?y|[Ss]ham|[Ss]poofed|[Ll]ook-?alike|[Rr]eplica) (?:[a-z-]+ (?:of |for ))?(?:and [a-z]+ )?${LIST}$`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:fakes|counterfeits?|counterfeiting|cop(?:y|ies)|copying|knock-?offs?|imitations?|impersonations?|forger(?:y|ies)|replicas?|clones?|likeness(?:es)?|(?:mis|ab)use) (?:of|from) ${SMALL}${LIST}$`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:imitat|mimick?|impersonat|counterfeit|pirat|clon|copy|copi|forg|fak|spoof|plagiari[sz]|ap(?=ing\b|ed\b))(?:e|ed|ies|ing|s|es|ying|ied)? ${SMALL}${LIST}$`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:pass(?:ed|es|ing)?(?: \w+sel(?:f|ves))? off(?: [a-z]+)? as|(?:pos|masquerad)(?:e|ed|es|ing) as|pretend(?:ed|s|ing)? to be|claim(?:ed|s|ing)? to (?:be|come from|work for|represent|belong to)|purport(?:ed|s|ing)? to be|mistaken for|confused with|resembl(?:ed|es|ing)|disguised as) ${SMALL}${LIST}$`,
    'u',
  ),
  // "In the name of Maple", "bearing the brands of Maple and Green Rice", "using Maple's logo".
  new RegExp(
    String.raw`\b(?:names?|brands?|logos?|trade ?marks?|labels?|likeness|look|design|reputation|fame|popularity|icons?) of ${SMALL}${LIST}$`,
    'u',
  ),
  // "Unfair competition against Maple", "strengthen its position against Green Rice".
  new RegExp(
    String.raw`\b(?:competition|position|lead|dominance|advantage|edge|battle|race|war|fight|offence|offense|fraud|infringement) (?:[a-z-]+ ){0,4}(?:against|over|with|on) ${LIST}$`,
    'u',
  ),
  // "Sells its policies on Fenghua's Maple Pay".
  new RegExp(
    String.raw`\b(?:sells?|sold|selling|offer(?:s|ed|ing)|advertis(?:es|ed|ing)|promot(?:es|ed|ing)|distribut(?:es|ed|ing)|market(?:s|ed)|peddl(?:es|ed|ing)) (?:(?:its|their|the|them|it) )?(?:[a-z]+ ){0,3}(?:on|via|through) ${LIST}$`,
    'u',
  ),
  // "Tickets grabbed from Maple", "loans issued with Fenghua", "…, boosting Green Rice".
  new RegExp(
    String.raw`\b(?:grab\w*|stole\w*|steal\w*|lift\w*|scrap\w*|cop[iy]\w*|borrow\w*|crawl\w*|harvest\w*|leak\w*|poach\w*) (?:[a-z]+ ){0,4}from ${LIST}$`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:issued|made|offered|lent|work(?:s|ed)|cooperat\w+|collaborat\w+|partner\w*|launched|developed|signed|team(?:s|ed) up|deal(?:s|t|ings)) with ${LIST}$`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:boosting|helping|benefit(?:s|ing|ting)|favou?ring|cheering|aiding) ${LIST}$`,
    'u',
  ),
  // "A victory for Maple", "a boost to Green Rice".
  new RegExp(
    String.raw`\b(?:victory|win|boost|boon|relief|opening|opportunity|windfall|chance|good news) (?:for|to) ${SMALL}${LIST}$`,
    'u',
  ),
  // "Used by phone makers such as Maple and Green Rice".
  new RegExp(
    String.raw`\b(?:used|bought|carried|sold|installed|supplied|favou?red|licen[sc]ed|adopted|purchased) by ${SMALL}(?:(?:such as|like|including) )?${LIST}$`,
    'u',
  ),
  // "Payments ran through Maple and Green Rice"; "stores run by Maple, Green Rice and Fenghua".
  new RegExp(
    String.raw`\b(?:ran|run|went|going|made|processed|handled|paid|sold|advertised) (?:via|through) ${LIST}$`,
    'u',
  ),
  /\bstores? (?:of|run by|operated by|owned by|kept by|belonging to) [^.;]{0,60}$/iu,
  // "Complaints by Maple about Green Rice".
  new RegExp(String.raw`\bcomplaints? (?:from|by) [^.;]{2,40} (?:about|against|over) ${LIST}$`, 'u'),
  // "Suspended over Maple": the case of another firm.
  new RegExp(
    String.raw`\b(?:[Ss]uspend(?:s|ed)?|[Ff]ine[sd]?|[Bb]an(?:s|ned)?|[Bb]ar(?:s|red)?|[Pp]unish\w*|[Pp]enali[sz]e[sd]?) (?:[^.;]{2,60} )?over ${LIST}$`,
    'u',
  ),
  new RegExp(String.raw`\b(?:audit(?:s|ed|ing)?|accounts|books) (?:of|for) ${SMALL}${LIST}$`, 'u'),
  // "For keeping streaming apps such as Maple from …": whom the offence was about.
  new RegExp(
    String.raw`\bfor (?!(?:runn|operat|develop|own|offer|distribut|publish|mak|provid|launch|us)ing\b)[a-z]+ing [^.;,]{2,80} such as ${LIST}$`,
    'u',
  ),
  // "Maple Chat, an app like Fenghua".
  new RegExp(String.raw`\b(?:is|be|was|looks?|works?|much|an? [\w-]+) like ${LIST}$`, 'u'),
  // "Fenghua, which took Maple phones apart": what it did, unless that is whose it is or who is among them.
  new RegExp(
    String.raw`, (?:which|who) (?!(?:is|are|was|were|be|been|has|have|had|include[sd]?|compris\w+|cover\w*|affect\w*|hits?|range\w*|featur\w+|names?|named|lists?|listed|consist\w*|own(?:s|ed)?|runs?|ran|operate[sd]?|makes?|made|develop\w*|publish\w*|manage[sd]?|control\w*|overs\w+|offer\w*|provid\w*|launch\w*|create[sd]?|builds?|built|host(?:s|ed)?|found(?:s|ed))\b|[^,]*\b(?:apps?|platforms?|services?|sites?|games?|browser)\b)[a-z]+ ${SMALL}${LIST}$`,
    'u',
  ),
  // "A former Maple executive", "once a unit of Maple".
  /\b(?:former|ex-?|erstwhile) ?$/iu,
  new RegExp(
    String.raw`\b(?:once|formerly|previously|originally|until \w+) (?:an? )?(?:unit|part|subsidiary|division|arm|project) of ${LIST}$`,
    'u',
  ),
];

/** Words behind a name. */
const BEHIND: readonly RegExp[] = [
  // "Which Maple and Fenghua invested in".
  /^(?:(?:,| and|, and) [A-Z][\w.]*)* (?:(?:has|have|had) )?(?:invested in|backs?|backed|bankroll\w*|(?:own|hold)s? (?:part|stakes?|shares))\b/u,
  // "A firm that Maple once owned".
  /^ (?:once|formerly|previously|earlier|originally) (?:owned|held|ran|controlled|backed|operated|founded|bought)\b/u,
  /^(?:'s)? (?:(?!over|about|after|for|on|amid|following)[a-z]+ )?(?:complaints?|petition|grievances?|lawsuit)\b/u,
  // "Maple was not mentioned", "Maple was punished last week".
  /^ (?:was|were|is|are) not (?:mentioned|named|among|affected|fined|included|hit|listed|part of|accused|targeted|on)\b/u,
  /^ (?:was|were) (?:also )?[a-z]+ed (?:last (?:week|month|year)|(?:earlier )?in 20\d\d|(?:days|weeks|months|years) (?:ago|earlier|before)|earlier (?:this|last) (?:month|year))/u,
  /^'s? (?:[a-z]+ )?(?:name|logo|brand|trade ?mark|icons?|fonts?|likeness|reputation|fame)s?\b/u,
];

/** Data, followers and accounts that an offender took, sold or made: "scraping data of Maple users". */
const TAKES =
  /\b(?:scrap\w+|stol\w+|steal\w*|sold|sell(?:s|ing)?|trad(?:ed|ing)|harvest\w*|crawl\w*|hack\w*|boost\w*|inflat\w*|rent\w*|hijack\w*|buying|bought|fake)\b[^.;]{0,50}$/iu;
const TAKEN =
  /^(?:'s)?(?:,? and [A-Z]\w+)? (?:user |account |customer |chat |personal )?(?:data|users?|records|accounts?|followers|likes|reviews|traffic|passwords|information|members|customers|groups)\b/u;

/** "As Maple and Fenghua watch", "suppliers Maple and Fenghua fall": what others do meanwhile. */
const MEANWHILE = new RegExp(
  String.raw`\b(?:as|while|suppliers|customers|clients|partners|peers|chipmakers) ${LIST}$`,
  'u',
);
const OTHERS_DO =
  /^(?:(?:,| and) (?:[A-Z]|[a-z]+[A-Z])[\w.]*)* (?:watch|wait|gain|rall|rise|rose|fall|fell|look on|benefit|escape|avoid|prepare|cheer|circle|lose|lost|win|won|grow|catch|vow|pledge|step|join|brace|tighten)(?:e?s|ed|ies)?\b/u;

/** "Maple barred; Fenghua users lose access". */
const ASIDE = new RegExp(String.raw`(?:;|\bas|\bwhile) ${LIST}$`, 'u');
const USERS_DO =
  /^(?:'s)? (?:users?|fans|drivers|riders|merchants|sellers|customers|owners) (?:los|flock|switch|turn|rush|complain|worr|ask|sa|vent|react|mov|find|found|fac)\w*/u;
/** "Fined for using Maple's cups". */
const FOR_USING = new RegExp(String.raw`\bfor us(?:e of|ing) ${LIST}$`, 'u');

/** Whether English words around a name say that it is a victim of what is punished, or somebody whom it only concerns. */
export function isVictimEn(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 110), start);
  const behind = text.slice(end, end + 60);
  return (
    BEFORE.some((one) => one.test(before)) ||
    BEHIND.some((one) => one.test(behind)) ||
    (TAKES.test(before) && TAKEN.test(behind)) ||
    (MEANWHILE.test(before) && OTHERS_DO.test(behind)) ||
    (ASIDE.test(before) && USERS_DO.test(behind)) ||
    (FOR_USING.test(before) && /^'s /u.test(behind))
  );
}
