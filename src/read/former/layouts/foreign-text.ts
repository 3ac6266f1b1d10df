/**
 * Text that a spam mirror splices into a notice: sentences of novels and advertisements. Told by the small words of
 * narration, which names of apps and stores have few of; three different ones, or a stop in the middle and one of them.
 */
const NARRATION = /[她他我你您们了着地得说道就却也都把被是在不这那又吗呢吧啊]/gu;
const STOP = /[,。;!?…](?=.)/u;
/** "木棉视频在线" may be an app; with more behind it, or such a word in front, it is none. */
const ADULT =
  /国产精品|无码|在线观看|视频在线(?=.)|(?:国产|精品|高清|免费|成人|日韩|欧美|亚洲).{0,6}视频在线|久久|成人片|高清片|激情五月|婷婷|投注|博彩/u;

const LONG = 8;
const MANY = 3;

/** Whether a piece that should be a name or a store is a piece of other text, or holds one. Folded text. */
export function isForeign(piece: string): boolean {
  if (ADULT.test(piece)) return true;
  if ((piece.match(/\p{Script=Han}/gu)?.length ?? 0) < LONG) return false;
  const words = new Set(piece.match(NARRATION) ?? []).size;
  return words >= MANY || (words >= 1 && STOP.test(piece));
}

/** Whether a few characters beside a known name hold a word of narration. Folded text. */
export function holdsNarration(piece: string): boolean {
  return piece.search(NARRATION) >= 0;
}
