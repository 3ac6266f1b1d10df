import { type ListPhrase, phraseOf } from './list-phrase.ts';

/** A name, what it is in front of it, and a list of such names. */
const NAME = String.raw`(?:[A-Z0-9][\w.&'+-]*|[a-z]+[A-Z]\w*)(?: (?:[A-Z0-9][\w.&'+-]*|of(?= [A-Z]))){0,6}`;
const WHAT = String.raw`(?:(?:the|an?|its|their|as well as) )?(?:[a-z][\w-]* ){0,6}?`;
const NAMES = `(${WHAT}${NAME}(?:(?:,? and |, |,? as well as )${WHAT}${NAME}){0,24})`;
/** Registered names, with small words inside: "Maple National Laboratory for Sciences at Microscale, Fenghua Co.". */
const FIRMS = String.raw`((?:[^.;:]|(?<=\b(?:Co|Inc|Ltd|Corp))\.){2,260}?)`;
const GIVES = 'handed|dealt|served|gave|gives|given|hit|slapped|issued|sent|granted|left|set';
const REBUKES = [
  'lash(?:ed|es) out at|hit out at|t(?:ook|akes|aken) aim at|c(?:ame|omes) down on|tore into|named and shamed|dress(?:ed|es) down',
  'rapp(?:ed|s)|raps?|rebuke[sd]?|chide[sd]?|chasti[sz]e[sd]?|upbraid(?:ed|s)|berat(?:ed|es)|lambast(?:ed|es)|castigate[sd]?|censure[sd]?|admonish(?:ed|es)?|scold(?:ed|s)?|reprimand(?:ed|s)?|fault(?:ed|s)|blast(?:ed|s)|expos(?:ed|es)|caught',
].join('|');
const TELLS_TO =
  'ask(?:ed|s)|want(?:s|ed)?|urg(?:ed|es)|requir(?:ed|es)|forc(?:ed|es)|compel(?:led|s)|oblig(?:ed|es)|order(?:ed|s)|told|tells|instruct(?:ed|s)';
const MEETS =
  '(?:s[ai]t|sits) down with|(?:spoke|talked) (?:jointly )?(?:to|with)|(?:held|had|conducted) (?:[a-z-]+ ){0,3}(?:talks?|interviews?|meetings?) with|question(?:ed|s)|interviewed';
const STAFF =
  '(?:(?:the )?(?:executives|representatives|managers|bosses|chiefs|heads?|officials|operators?|owners?|makers?|staff) (?:of|from|at) )?';

/** Names behind the verb of a step, where other words part them from what is done to them. They count only where a step is told. */
const OBJECTS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${GIVES}) ${NAMES} (?:with )?(?:an? |its |the )?(?:[\\w,.$¥€£%-]+ ){0,6}(?:fines?|penalt(?:y|ies)|bills?|reprimands?|rebukes?|warnings?|notices?|days|weeks|months|deadlines?|until|ultimatum)\\b`,
    'gu',
  ),
  new RegExp(
    `\\b(?:had|has|have|get|getting) ${NAMES} (?:taken (?:down|off|offline)|removed|pulled|delisted|deleted|blocked|yanked|banned|shut|in for)\\b`,
    'gu',
  ),
  new RegExp(`\\b(?:took|takes?|taken|taking|call(?:ed|s)) ${NAMES} to (?:task|account)\\b`, 'gu'),
  new RegExp(`\\b(?:subject(?:ed|s)?|submit(?:ted|s)?) ${NAMES} to\\b`, 'gu'),
  new RegExp(
    `\\b(?:licen[cs]es?|permits?|registrations?|downloads?|registration) (?:of|for|held by) ${NAMES}`,
    'gu',
  ),
  new RegExp(`\\b(?:proceedings|cases?|actions?|complaints?) (?:against|into) ${NAMES}`, 'gu'),
  // "Suspend the posting of comments on the A and B applications".
  new RegExp(
    `\\b(?:posts?|comments?|functions?|features?|services?|feeds?|channels?|[a-z]*feeds|updates?|lists?) (?:on|of|in|within) (?:the|its) ${NAMES} (?:mobile )?(?:apps?|applications?)\\b`,
    'gu',
  ),
  new RegExp(`\\b(?:and|also|then) (?:named|listed|cited|flagged|called out|singled out) ${NAMES}`, 'gu'),
  new RegExp(`\\b(?:imposed|levied|slapped|placed|conferred|inflicted) (?:up)?on ${NAMES}`, 'gu'),
  new RegExp(`\\b(?:stripp(?:ed|s)|strips|depriv(?:ed|es)) ${NAMES} of\\b`, 'gu'),
  // "Sends inspectors to A", "demands answers from B".
  new RegExp(
    `\\b(?:[Ss]en(?:ds?|t)|[Dd]ispatch(?:es|ed)?) (?:an? )?(?:[a-z-]+ ){0,3}(?:inspectors|teams?|group|officials) (?:to|into|at) ${NAMES}`,
    'gu',
  ),
  new RegExp(
    `\\b(?:seeks?|sought|demand(?:s|ed)?|request(?:s|ed)?) (?:[a-z]+ ){0,2}(?:answers|information|details|explanations?|documents) from ${NAMES}`,
    'gu',
  ),
  new RegExp(
    `\\b(?:${REBUKES}|(?:shut|lock)(?:s|ed)? out|look(?:s|ed|ing)? into|to (?:probe|investigate|inspect)) ${NAMES}`,
    'gu',
  ),
  new RegExp(`\\b(?:${TELLS_TO}) ${STAFF}${NAMES} (?:(?:not )?to|in for)\\b`, 'gu'),
  new RegExp(`\\b(?:${MEETS}) ${STAFF}${NAMES}`, 'gu'),
  new RegExp(
    `\\b(?:said|says|announced|ruled|decided)(?: on \\w+day)?(?: that)? ${NAMES} (?:(?:may|can|could|will|must|shall|should) (?:not|no longer|be |have to|stop|pay|suspend|halt|remove|close|end|rectify)|(?:has|have|is|are) (?:to\\b|been (?:told|ordered|fined|banned|summoned|removed|named)))`,
    'gu',
  ),
  new RegExp(
    `(?:,|--| -|\\() ?(?:with )?${NAMES},? (?:included|among them|heading the list|topping the list|at the top|at its head|in the lead|foremost)\\b`,
    'gu',
  ),
];

/** What a headline says in front of a name: "Dating app A taken down", "Ride-hailing giant B told to …". */
const KIND_FIRST =
  "(?:China's|[A-Z][a-z]+(?:-[a-z]+)?) (?:[a-z][\\w-]* ){0,3}?(?:app|platform|service|site|website|game|browser|chatbot|company|firm|giant|operator|startup|start-up) (?=[A-Z]|[a-z]+[A-Z])";

/** What is done to the names in front of it. */
const SUBJECT = new RegExp(
  `^(?:[A-Z]{3,}[^.]{0,30}? [-–—]+ )?(?:${KIND_FIRST})?(?:(?:Executives|Representatives|Managers|Bosses|Chiefs|Heads|Operators|Owners|Staff|Downloads|Users) (?:of|from|at) )?${NAMES}(?: \\([^)]{2,40}\\))?,? (?:(?:also|both|all|each) )?(?:` +
    [
      '(?:drew|draws|earned|earns|incurred|faces?|faced|got|gets|suffered|received?|receives) (?=[^.;]*\\b(?:reprimand|rebuke|dressing.down|censure|ire|wrath|scolding|criticism|fines?|penalt|probe|investigation|ban|warning|review))',
      'c(?:ame|omes?) under\\b',
      '(?:has|have|had|is given|are given|was given|were given) (?:until|[a-z]+ (?:working |business )?(?:days|weeks|months)|\\d+ (?:working |business )?(?:days|weeks|months)) ',
      '(?:must|may (?:not|no longer)|can no longer|will (?:no longer|have to)|shall|ha(?:s|ve|d) to|is to|are to) ',
      '(?:has|have) (?:closed its doors|stopped|suspended|halted)\\b',
      '(?:was|were|is|are|has been|have been|had been) (?:also |both |all )?(?:called to account|asked in|invited|called in|notified|barred|stripped|forbidden|told|caught|exposed|named|rapped|taken to task|reprimanded|deleted|scrubbed|shut|stopped|instructed|required|asked)\\b',
      '(?:vanished|disappeared) from\\b',
      'to pay\\b',
      '(?:taken|kicked|thrown|booted) (?:down|offline|off|out)\\b',
      '(?:barred|stripped|banned|blocked|pulled|yanked|deleted|removed|delisted|scrubbed|suspended|expelled|forbidden|ejected) (?:from|of|off)\\b',
      '(?:told|ordered|forced|instructed|required|warned) to\\b(?! (?:remove|pull|take|delist|drop|delete))|(?:called|hauled|asked) (?:in|up)\\b|(?:summoned|rapped|rebuked|censured|probed|investigated|flagged|hit|slapped|reprimanded|chastised|warned|criticised|criticized|fined|punished|penali[sz]ed|blacklisted) (?:by|for|over|with|after)\\b',
    ].join('|') +
    ')',
  'u',
);

/** Lists that go on with a step told before, whoever opens them. */
const GOING_ON: readonly RegExp[] = [
  new RegExp(
    `^\\W*${NAMES} (?:also )?(?:figures?|features?|appears?|ranks?|shows? up|is found|are found|tops?|heads?|leads?|heading|topping) (?:(?:on|in|among|at the top of) )?(?:it|(?:the|this|that) (?:\\w+ )?(?:list|batch|notice|register|roll)|them|those)\\b`,
    'gu',
  ),
  new RegExp(
    `\\b(?:worst|biggest|best[- ]known|most prominent|most popular|main|repeat|serial|largest|known) (?:offenders|names?|culprits|cases|brands?|ones?|of them|among them|apps?|sinners)(?: on (?:it|the list))? (?:were|was|are|is|being|include[sd]?) ${NAMES}`,
    'gu',
  ),
  new RegExp(
    `\\b[Tt]he (?:\\w+ )?(?:list|batch|notice|roll|register|round|circular) (?:also )?(?:features|comprises|carries|holds|counts|spans|mentions|cites|singles out|numbers|is headed by|is topped by) ${NAMES}`,
    'gu',
  ),
  // Why a trade list has them: "A, B and C are listed for their support of …", "D tried to acquire US-origin items".
  new RegExp(
    `^\\W*${FIRMS} (?:is|are|was|were) (?:also |all |both )?(?:listed|added|included|designated|placed on (?:it|the list)) (?:["“]?for|because|over|due|on account|as|in connection)\\b`,
    'gu',
  ),
  new RegExp(
    `^\\W*${FIRMS} (?:(?:have|has|had|also|allegedly|both|all) )*(?:acquired|tried|attempted|sought|supplied|sold|shipped|procured|diverted)\\b[^.;]*\\b(?:U\\.?S\\.?-origin|military|Iran|Russian?|sanctioned|missiles?|nuclear)\\b`,
    'gu',
  ),
  new RegExp(
    `\\b(?:[Ff]or|[Aa]gainst|[Oo]n) ${NAMES},? (?:the|its) (?:fine|penalty|bill) (?:is|was|came to|comes to|amounts to|stands at)\\b`,
    'gu',
  ),
  new RegExp(`\\bof (?:which|whom) ${NAMES} (?:are|is) the (?:best|most|largest|biggest)`, 'gu'),
  new RegExp(`\\b(?:apps|platforms|services|firms|companies|list),? (?:headed|topped|led) by ${NAMES}`, 'gu'),
  new RegExp(
    `\\b(?:form|make up|are in|constitute) the (?:\\w+ )?(?:batch|group|list|round): ${NAMES}`,
    'gu',
  ),
];

const NOBODY =
  /^(?:It|They|He|She|We|This|That|These|Those|There|The|Some|Most|Many|Several|All|Both|Each|Other|Users|Apps|Companies|Firms|Platforms|Operators|Regulators|Authorities|Officials|Beijing|China|India|Washington|MIIT|CAC|SAMR|In|On|At|For|As|From|If|Under|According|Rectifications?|Corrections?|Developers|Publishers|Stores|Violators|Offenders|Changes|Providers|Banks|Sellers|Merchants|Internet|Online|Parents|Minors|Children|Updates|Downloads|Services|Games|Investigators|Executives|Representatives|Penalties|Fines|Failure|Anyone|Everybody|Businesses|Retailers|Shops|Hosts|Websites|Products|Data|Access|Payments|Hosting|Lawmakers|Senators|Judges?|Courts?|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+)\b(?![’'.&-])/u;
const MONTH =
  /^(?:[a-z]+ )*(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/u;
const NO_LIST =
  /\b(?:said|says|that|which|who|after|when|while|if|according|against|over|by|regulators?|ministry|watchdog|authorit\w+|stores)\b/u;

function listAt(match: RegExpExecArray | RegExpMatchArray): ListPhrase[] {
  const phrase = match[1]!;
  if (NO_LIST.test(phrase) || NOBODY.test(phrase.trimStart()) || MONTH.test(phrase)) return [];
  return [phraseOf(match)];
}

/** Names that a step told in the sentence has as its object or subject, whatever stands between. */
export function toldLists(text: string): ListPhrase[] {
  const subject = SUBJECT.exec(text);
  return [
    ...OBJECTS.flatMap((one) => [...text.matchAll(one)].flatMap(listAt)),
    ...(subject === null ? [] : listAt(subject)),
  ];
}

/** Names of lists that need no step in their sentence: "the worst offenders were A and B", "with A heading the list". */
export function goesOnLists(text: string): ListPhrase[] {
  return GOING_ON.flatMap((one) => [...text.matchAll(one)].flatMap(listAt));
}
