import { MORE_HEADS, MORE_OPENS } from './english-offenders.ts';

/** A sentence with one of these lists names that belong to the step told before it. */
export const LISTS =
  /\b(?:includ(?:e|es|ing|ed)|among (?:them|which|others)|such as|namely|like|targeting|named (?:were|are)|(?:order|ban|list|notice|decision) (?:\w+ ){0,8}?(?:names|lists|covers|targets|hits|affects|runs from|ranges from)|these are|they are|the (?:others|rest) (?:are|were|include)|(?:list|notice|order|ban) (?:also )?(?:has|adds|added|contains|shows)|notable (?:additions|offenders|names|apps|targets) (?:are|were|include)|(?:new )?additions|newcomers|are the targets?|as (?:has|have|did|was|were)(?= [A-Z]))\b|\b(?:on the list|were also (?:named|listed|called out|on)|also (?:named|listed|called out|flagged|censured|cited)|among the|were among|was among)\b|\bapps? (?:owned|run|operated|developed|made) by\b|\bapps? of\b|\b(?:and|or) (?:the |some |several |many )?others? (?:\w+ ){0,2}?(?:apps?|platforms?|services?|companies|firms)\b/iu;

/** "A and B are among them": names in front of the words that put them on the list. */
export const LISTED =
  /\b(?:are|were|was|is) (?:also |both |all )?(?:among (?:them|those|these)\b|included\b|(?:named|listed|cited|on the list)(?: too| as well)?\W*$)|\b(?:stopped|suspended|halted) (?:their|its) (?:downloads?|services?|operations)\b|\b(?:has|have|had|must|will)(?: to)? pay\b(?:[^.;]|\.(?=\d)){0,40}\b(?:yuan|RMB|million|billion)\b|\b(?:said|says)(?: that)? the (?:app|game|platform|service), [A-Z]|\b(?:was|were|is|are) (?:also )?(?:involved in|party to|behind|responsible for) (?:\w+ ){0,3}(?:cases|deals|transactions|violations|mergers|acquisitions)\b|^\W*(?:The|Most|Some|Several|\w+) (?:of the )?(?:\w+ )?(?:cases|deals|transactions)? ?(?:involve[sd]?|concern(?:s|ed)?|relat(?:es?|ed) to)\b|\b(?:disappeared|vanished) from\b|\b(?:are|were|is|was) no longer (?:available|searchable|found|listed)\b|\bcan(?:not| no longer) be (?:downloaded|found)\b/u;

/** "… are not on the list": names that the step does not hit. */
export const NOT_LISTED =
  /\b(?:not|never|nor) (?:on|among|included|named|listed|affected|part of|covered)\b|\b(?:remain(?:s|ed)?|still) (?:available|online|accessible)\b|\b(?:unaffected|spared|escaped)\b/iu;

const LISTING =
  /^\W*(?:Among(?:st)? (?:them|those|these|the (?:\w+ )?apps)|They include|These include|The list includes|The apps include|The (?:others|rest) (?:are|were|include)|(?:Other|The|Some of the|Several) (?:\w+ ){0,3}(?:apps|companies|firms|platforms|names) include[sd]?|Notable \w+ (?:are|were|include)|The (?:\w+ )?(?:additions|newcomers|entities|entrants)(?: to the list)? (?:are|were|include)|So (?:were|was|did|are|have|has)(?= (?:the )?(?:[a-z][\w-]* ){0,5}[A-Z])|They (?:range|run) from|Those (?:[a-z]+ ){1,3}(?:include|are|were|range)|Also (?:named|cited|listed|banned|added|fined|summoned|removed|on the list)|(?:Removed|Named|Listed|Fined|Summoned|Banned|Blocked|Included|Affected|Targeted|Cited|Censured|Pulled) (?:on the list )?(?:were|was|are|is)\b|The (?:\w+ )?list (?:also )?(?:has|includes|adds)|The (?:new|latest|fresh) (?:action|order|ban|list|move|round) (?:also )?(?:hits|covers|targets|includes|affects|names)|The (?:\w+ ){0,2}apps? (?:[\w']+ ){0,8}are(?=:? [A-Z]))\b/u;
/** A sentence that begins by listing goes on with the step, whatever else it tells of the names. */
export const HEAD = new RegExp(`${LISTING.source}|${MORE_HEADS.source}`, 'u');

const OPENING =
  /^\W*So (?:were|was|did|are|have|has) (?=(?:the )?(?:[a-z][\w-]* ){0,5}[A-Z])|^\W*(?:Also )?(?:[Rr]emoved|[Nn]amed|[Ll]isted|[Ff]ined|[Ss]ummoned|[Bb]anned|[Bb]locked|[Ii]ncluded|[Aa]ffected|[Hh]it|[Tt]argeted|[Cc]ited|[Cc]ensured|[Pp]ulled) (?:on the list )?(?:were|was|are|is)(?:,? among others,?)? |\bthe (?:app|game|platform), (?=[A-Z][\w.]*(?: [A-Z][\w.]*){0,3},)|\b(?:apps?|games?|platforms?|chatbot|website),? (?:called|named|known as|dubbed) (?=["“]?[A-Z])|\((?:along|together) with (?=[A-Z])|\b(?:cases|deals|transactions|\d+|five|six|seven|eight|nine|ten|two|three|four) (?:of them )?(?:involve[sd]?|concern(?:s|ed)?|relat(?:es?|ed) to) (?=(?:[a-z]+ ){0,4}[A-Z])|\bamong others,? (?=(?:[a-z][\w-]* ){0,5}["“]?[A-Z])|\b(?:including|include[sd]?|[Aa]mong (?:them|those|these)(?: (?:named|listed|hit|banned|removed|blocked|affected|censured|cited))?(?: are| were| is| was)?|the list includes|such as|namely|named|names|lists|covers|targets|hits|affects|(?:runs?|ranges?|ranging|running) from|like|are|were|has|adds)\b(?::|--| ?[—–]| -{1,2})?\s+|\b(?:apps|platforms|companies|firms|services|operators)\b[^.;:,—–-]{0,30}?(?::\s+| ?[—–]\s?| --? )(?=["“]?(?:the )?[A-Z])|\b(?:apps?|games?|services|platforms|recruiters?|sites) (?=[A-Z][\w. ]{1,30}(?:,| and ))/gu;
/** Where names begin. */
export const OPENS = new RegExp(`${OPENING.source}|${MORE_OPENS.source}`, 'gu');

/** "43 apps, including …": what follows are apps, also where a company has the name. */
export const APPS_OPEN =
  /\bapps?,? (?:\w+ ){0,2}?(?:including|such as|like|namely|from|include[sd]?|are|were)(?:--|:)? $/iu;
