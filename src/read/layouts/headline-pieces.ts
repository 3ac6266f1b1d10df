import type { StepReading } from '../steps/find-steps.ts';
import type { Scene } from '../steps/step.ts';

/** What parts the news of a newsletter's headline: "早报 | 甲发布财报；工信部通报15款App；乙上线新功能". */
const PARTS = /[;|丨]/gu;

/** A headline of several news without the names in its pieces that tell no step; any other sentence as it is. */
export function ofItsNews(scene: Scene, steps: StepReading): Scene {
  if (scene.sentence.place !== 'title') return scene;
  const breaks = [...scene.sentence.text.matchAll(PARTS)].map((one) => one.index);
  if (breaks.length === 0) return scene;
  const pieceOf = (at: number) => breaks.filter((one) => one < at).length;
  const told = new Set(
    steps.taken.filter((one) => one.scene === scene).map((one) => pieceOf(one.mark.start)),
  );
  return { ...scene, known: scene.known.filter((one) => told.has(pieceOf(one.start))) };
}
