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

/** "Turkey blocks Instagram", "Nigeria suspends Maple": of a country or an authority only, and a known name must follow. */
export const isBareBlock = ({ mark }: Step) => mark.id.startsWith('en-blocks');

const NAME_AT = 24;
/** Whether a known name stands right behind the verb. */
export function blocksKnown({ scene, mark }: Step): boolean {
  return scene.known.some((one) => one.start >= mark.end && one.start - mark.end <= NAME_AT);
}
