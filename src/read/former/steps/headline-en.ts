import type { Page } from '../page.ts';
import { marksOf, type Scene, type Step } from './step.ts';

const PARTICIPLES =
  'blacklisted|banned|fined|sanctioned|summoned|blocked|censured|punished|penali[sz]ed|rebuked|barred|delisted|embattled|accused';
const SAYS =
  'says?|said|tells?|told|claims?|insists?|argues?|files?|filed|raises?|raised|seeks?|sues?|sued|posts|posted|unveils?|launches|launched|plans?|wins?|won|hires?|hired|reports?|reported|reveals?|vows?|pledges?|promises?|opens?|opened|expects?|sees|saw|bets|turns?|finds?|rallies|soars?|surges?|jumps?|gains?|struggles?|looks?|hopes?|wants?|prepares?|eyes?|resumes?|returns?|names|appoints?|makes?|made|gets?|keeps?|starts?|to (?!pay|face|be)[a-z]+';
/** "Blacklisted AI firm says …", "US-sanctioned chip maker raises …": which firm, in front of what the firm does. */
const WHICH = new RegExp(
  `^\\W*(?:[A-Z][\\w.]*-|(?:newly|already|recently|once|long)[- ])?(?:${PARTICIPLES})\\b(?! (?:by|for|over|from|in|after|as|and)\\b)[^,;:]{3,60}? (?:${SAYS})\\b`,
  'iu',
);

/** A participle that only says which firm a headline speaks of; what the firm does is its news. */
export function isOnlyWhich({ scene, mark }: Step): boolean {
  const { place, text } = scene.sentence;
  const which = place === 'title' ? WHICH.exec(text) : null;
  return (
    which !== null &&
    new RegExp(`^(?:${PARTICIPLES})\\b`, 'iu').test(text.slice(mark.start)) &&
    mark.start < which[0].length &&
    mark.start < 24
  );
}

/**
 * What an English headline says is still to come, where neither it nor the first sentence tells a step: then what stands
 * below is the story so far ("Didi said to face a fine", and the article retells its removal of a year ago).
 */
export function aheadOf(page: Page, scenes: readonly Scene[], taken: readonly Step[]): string | null {
  if (page.language !== 'en') return null;
  const [title] = scenes;
  if (title?.sentence.place !== 'title' || !marksOf(title, 'threat').some(isForecast)) return null;
  const opening = scenes.find(
    ({ sentence }) => sentence.place === 'lead' && sentence.text.length > OPENING_FROM,
  );
  const tells = taken.some(({ scene }) => scene === title || scene === opening);
  return tells ? null : title.sentence.text;
}

const OPENING_FROM = 40;
const isForecast = ({ id }: { id: string }) => id.startsWith('en-forecast') || id.startsWith('en-threat');
