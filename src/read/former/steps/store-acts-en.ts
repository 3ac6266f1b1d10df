import type { Step } from './step.ts';

/** Whoever keeps a store of apps; it removes and bans on its own account too. */
const STORES = 'Apple|Google|Samsung|Huawei|Xiaomi|Oppo|OPPO|Vivo|vivo|Steam|Valve|Amazon|Microsoft';

/** "Apple has removed 11,000 games", "Apple and Google remove Maple": the makers of stores right in front of the verb. */
const STORE_ACTS = new RegExp(
  `^\\W*(?:${STORES})(?:,? and (?:${STORES}))?(?: (?:has|have|had|is|was|will|to|also|reportedly|now|quietly|already|says it|said it|begins|starts|began|started))* $`,
  'u',
);
/** "Google fined …", "Apple hit with …": the same name in front of a participle is hit. */
const IS_HIT = /^(?:fined|hit|slapped|penali[sz]ed|summoned|ordered|accused|probed|investigated|charged)\b/iu;

/** Whether a store acts by itself in a wording of a step. */
export function storeActs({ scene, mark }: Step): boolean {
  const { text } = scene.sentence;
  return STORE_ACTS.test(text.slice(0, mark.start)) && !IS_HIT.test(text.slice(mark.start));
}

/** "Google, Apple remove Maple", "Huawei and Xiaomi stores took down …": keepers of stores in front of what they do to others. */
const STORES_ACT = new RegExp(
  `^\\W*(?:[A-Z]{3,}[^.]{0,30}? [-–—]+ )?((?:${STORES})(?:(?:,? and |, )(?:${STORES}))*)(?:'s?)?(?: (?:app )?stores?)? ` +
    '(?:(?:has|have|had|also|both|now|quietly|reportedly|to|will) )*(?:removes?|pulls?|delists?|drops?|yanks?|purges?|deletes?|takes? (?:down|off)|took (?:down|off)|(?:removed|pulled|delisted|dropped|yanked|purged|deleted)(?! (?:from|off|by|in|after|over|for|amid|as|on)\\b)) ',
  'u',
);

/** Whether a name is that of a store that removes what others made. Offsets in the folded text. */
export function standsAsStore(text: string, start: number, end: number): boolean {
  const match = STORES_ACT.exec(text);
  if (match === null) return false;
  const from = match[0].indexOf(match[1]!);
  return from <= start && end <= from + match[1]!.length;
}

/** "Turkey blocks Instagram", "Nigeria suspends Maple": of a country or an authority only, and a known name must follow. */
export const isBareBlock = ({ mark }: Step) => mark.id.startsWith('en-blocks');

const NAME_AT = 24;
/** Whether a known name stands right behind the verb. */
export function blocksKnown({ scene, mark }: Step): boolean {
  return scene.known.some((one) => one.start >= mark.end && one.start - mark.end <= NAME_AT);
}

/** "WeChat blocking transactions": what the name right in front of it does. */
const DOES =
  /^(?:block|bann|bar+|remov|suspend|clos|delet|purg|pull|halt|restrict|stopp|limit|disabl|shutt)ing\b/iu;
/** "Maple fined a streamer": those who trade or work on a platform. */
const TO_ITS_OWN =
  /^(?:fin|bann|punish|penali[sz]|suspend|remov|block|summon|blacklist)ed (?!(?:over|for|by|in|after|on|to|from|about|amid|as|at|with)\b)(?:an? |its |the |some |\d[\d,]* |dozens of |hundreds of )?(?:[a-z-]+ ){0,2}(?:streamers?|sellers?|merchants?|vendors?|shops?|drivers?|riders?|couriers?|employees|staff|suppliers?|hosts?|influencers?|creators?|bloggers?|dealers?|franchisees?)\b/iu;
/** "Binance and Huobi stop new sign-ups", "Huobi halts trading": told of itself. */
const STOPS = /^(?:stop|halt|suspend|paus|clos|end)(?:s|es|e)? (?:new |all |its |their )?[a-z]/u;

/** "A payment giant has decided to bar …": a firm that is not named. */
const A_FIRM =
  /\b(?:an?|the) (?:[\w-]+ ){0,3}(?:giant|company|firm|platform|app|site|exchange|operator|start-?up)s? (?:has |have |had |also |then )*$/iu;
const DECIDED = /^(?:decid|cho[os]|opt|mov|plann?)(?:e|es|ed|se|sen|s)? to\b/iu;

/** Whether a platform does it to those who use it, or stops something of its own. */
export function platformActs({ type, scene, mark }: Step): boolean {
  const { text, place } = scene.sentence;
  const words = text.slice(mark.start);
  const before = scene.known.filter((one) => one.end <= mark.start);
  const next = before.some((one) => mark.start - one.end <= 1);
  if (next && DOES.test(words)) return true;
  if (A_FIRM.test(text.slice(0, mark.start)) && DECIDED.test(words)) return true;
  if (scene.agents.some((one) => one.kind !== 'outlet' && one.start < mark.start)) return false;
  if (before.length > 0 && TO_ITS_OWN.test(words)) return true;
  return place === 'title' && next && type === 'registration-suspended' && STOPS.test(words);
}
