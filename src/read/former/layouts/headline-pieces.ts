import type { StepReading } from '../steps/find-steps.ts';
import type { Scene } from '../steps/step.ts';

/** What parts the news of a newsletter's headline: "早报 | 甲发布财报；工信部通报15款App；乙上线新功能". */
const PARTS = /[;|丨]/gu;
/** A blank parts too, but not behind a Latin name, which many set apart from what follows. */
const BLANK = /(?<![A-Za-z\d])\s+|(?<=\dApp|款App)\s+/gu;

/** What a piece beside a blank tells that is other news: a product, a leak, a deal, results. */
const OTHER_NEWS =
  /漏洞|[爆曝]出|黑客|泄[露密]|劫持|发布|推出|上线|开源|融资|收购|财报|营收|净利|利润|上市|裁员|任命|辞任|离职|涨价|降价|股价|市值|宣布|开售|亮相|出货|销量/u;
/** What makes it a part of the news beside it. */
const GOES_ON =
  /在列|上榜|入列|其中|包括|等\d|等多|[被遭其该]|涉及|均|也|整改|违规|违法|声明|公告|致歉|道歉|回应/u;
const LEAST = 8;

/** Pieces between blanks that tell other news and no step. */
function otherNews(text: string, steps: readonly number[]): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (const blank of text.matchAll(BLANK)) {
    if (blank.index - start < LEAST) continue;
    pieces.push({ start, end: blank.index });
    start = blank.index + blank[0].length;
  }
  pieces.push({ start, end: text.length });
  return pieces.filter((one) => {
    const piece = text.slice(one.start, one.end);
    return (
      pieces.length > 1 &&
      piece.length >= LEAST &&
      OTHER_NEWS.test(piece) &&
      !GOES_ON.test(piece) &&
      !steps.some((at) => at >= one.start && at < one.end)
    );
  });
}

/** A headline of several news without the names in its pieces that tell no step; any other sentence as it is. */
export function ofItsNews(scene: Scene, steps: StepReading): Scene {
  if (scene.sentence.place !== 'title') return scene;
  const { text } = scene.sentence;
  const marks = steps.taken.filter((one) => one.scene === scene).map((one) => one.mark.start);
  const others = otherNews(text, marks);
  const breaks = [...text.matchAll(PARTS)].map((one) => one.index);
  if (breaks.length === 0 && others.length === 0) return scene;
  const pieceOf = (at: number) => breaks.filter((one) => one < at).length;
  const told = new Set(marks.map(pieceOf));
  return {
    ...scene,
    known: scene.known.filter(
      (one) =>
        told.has(pieceOf(one.start)) &&
        !others.some((piece) => piece.start <= one.start && one.start < piece.end),
    ),
  };
}
