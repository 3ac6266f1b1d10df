/** A sentence whose appositions are blanked (same length), and the owners they tell, by the offset of what they follow. */
export interface Plain {
  readonly text: string;
  /** `at` = where the apposition begins; the name in front of it is the owner's. */
  readonly owners: readonly { readonly at: number; readonly owner: string; readonly develops: boolean }[];
}

const NAME = "(?:[A-Z][\\w.&'-]*|[a-z]+[A-Z]\\w*)(?: (?:[A-Z][\\w.&-]*|[a-z]+[A-Z]\\w*))*";
const OWNED = '(?:owned|run|operated|developed|published|made|controlled|created|built|launched|distributed)';
const BACKED = '(?:backed|funded|invested in|supported|part-owned|partly owned|co-owned)';

/** Descriptions behind a name that name its owner (group 1) or nobody that counts. In this order. */
const APPOSITIONS: readonly RegExp[] = [
  // In a list without a comma: "Maple Notes developed by Fenghua, …", "Green Rice by New York listed Fenghua, …".
  new RegExp(
    `(?<=\\b[A-Z][\\w.]*) ${OWNED} by (?:the |an? )?(?:[a-z][\\w-]* |[A-Z][\\w-]* (?:owner|parent|maker) ){0,4}(${NAME})(?=[,;] )`,
    'gu',
  ),
  new RegExp(
    `(?<=\\b[A-Z][\\w.]*) (?:by|from) (?:[A-Z][\\w-]* ){0,3}(?:[A-Z]\\w+-)?(?:listed|based) (${NAME})(?=[,;] | and )`,
    'gu',
  ),
  new RegExp(
    `(?:,|\\() ?(?:(?:both|all|each|which (?:is|are)|and) )?(?:also )?(?:an? (?:[a-z][\\w-]* ){1,4})?(?:majority[- ])?${OWNED}(?: (?!by )[a-z]+){0,4} by (?:the |an? )?(?:[a-z][\\w-]* ){0,4}(${NAME})(?=[,;.)]| and |$)\\)?`,
    'gu',
  ),
  new RegExp(
    `(?:,|\\() ?(?:which (?:is|are) )?(?:an? |the )?(?:unit|arm|subsidiary|affiliate|division|part|brand|product|property|app|service|platform) (?:of|from|by) (?:the )?(?:[a-z][\\w-]* ){0,4}(${NAME})(?=[,;.)]| and |$)\\)?`,
    'gu',
  ),
  new RegExp(
    `(?:,|\\() ?(?:which (?:is|are) )?${BACKED}(?: (?!by )[a-z]+){0,3} by (?:the )?(?:[a-z][\\w-]* ){0,4}${NAME}(?: and ${NAME})?(?=[,;.)]| and |$)\\)?`,
    'gu',
  ),
  new RegExp(
    `(?:,|\\() ?(?:in which|where) (?:the )?(?:[a-z][\\w-]* ){0,3}${NAME} (?:owns|holds|has|is)[^,;.()]{0,50}\\)?`,
    'gu',
  ),
  /, (?:an?|the|one of [a-z]+) (?:[a-z][\w-]* ){0,8}[a-z][\w-]*(?=[,;.]|,? and (?!(?:[a-z-]+ )?(?:apps?|platforms?|services?|sites?|browsers?|games?) [A-Z])|$)/gu,
  // "Maple Notes, China's answer to X, was …".
  /, [A-Z]\w+'s (?:own )?(?:answer|response|alternative|equivalent|counterpart|version|take) (?:to|of|on) [^,;.()]{2,50}(?=,)/gu,
  // "Maimai, a rival of LinkedIn in China,": an article, then a preposition before any name; "the singing app Changba" has none.
  /, (?:an?|the|one of [a-z]+|its|their) (?:(?:[a-z][\w-]*|Chinese|biggest) ){1,5}?(?:of|in|for|from|by|behind|at|to|that|with|on|among|used|where|run)\b[^,;.()]{2,60}(?=[,.]| and (?:[a-z]+ ){0,4}[A-Z])/gu,
  /, (?:which|whose|who) [^;.]{2,120}?(?=, (?:was|were|is|are|has|have|had|said|must|will|faces?|got|received)\b)/gu,
  /, (?:which|whose|who) [^,;.]{2,70}(?=,)/gu,
  // "A -- which sells cameras -- and B": the dashes part it from the list as commas do.
  /(?: -{2,3} ?| ?[—–] ?)(?:which|whose|who|an?|the|one of) (?:[a-z][^;—–]{2,90}?)(?: ?-{2,3}| ?[—–])(?= ?(?:[a-z][\w-]* ){0,4}(?:[A-Z]|and\b|was\b|were\b))/gu,
  /,? \((?!(?:along|together) with |including |namely |such as |e\.g\. )(?:[^()]{1,60})\)/gu,
];

/** "X-backed Y", "backed by X" tell a stake: X is blanked, so that it is never taken for a name or an owner. */
const STAKES = new RegExp(
  `\\b${NAME}-(?:backed|funded|invested|supported) |\\b[A-Z][\\w.]+ backed (?=[A-Z])|\\b${BACKED} by (?:the )?(?:[a-z][\\w-]* ){0,4}${NAME}(?:(?:, ${NAME})*,? and ${NAME})?`,
  'gu',
);

/** Codes of exchanges and agencies behind a name: "Didi Global Inc DIDI.N", "Geely's [RIC:GEELY.UL]", "3690.HK". */
const CODES = / \[[^\]]{1,30}\]| [A-Z0-9]{1,6}\.(?:N|O|OQ|K|HK|SS|SZ|UL|DE|L|T|PA|TW|KS)\b/gu;

const DASHED = /^ ?[-—–].*[-—–]$/u;

/** Blanks what stands between the names of a list and describes them, keeping every offset. */
export function withoutAppositions(text: string): Plain {
  const owners: { at: number; owner: string; develops: boolean }[] = [];
  let plain = text
    .replace(STAKES, (whole) => ' '.repeat(whole.length))
    .replace(CODES, (whole) => ' '.repeat(whole.length));
  for (const pattern of APPOSITIONS) {
    plain = plain.replace(pattern, (whole: string, ...rest: unknown[]) => {
      const at = rest.find((one): one is number => typeof one === 'number')!;
      const owner = typeof rest[0] === 'string' ? rest[0] : null;
      if (owner !== null)
        owners.push({
          at,
          owner: owner.replace(/(?<!\b(?:Co|Inc|Ltd|Corp))\.$/u, ''),
          develops: /\bdeveloped\b/u.test(whole),
        });
      return DASHED.test(whole) ? `${' '.repeat(whole.length - 1)},` : ' '.repeat(whole.length);
    });
  }
  return { text: plain, owners };
}
