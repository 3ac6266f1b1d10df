import type { Draft } from '../../document/mention-draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { entityDrafts } from './entities.ts';

/** Words that point back at firms named in the sentence before. */
const POINTS_BACK =
  /上述(?:[两三四五六七]|\d+)?家?(?:公司|机构|企业|平台)|[两三四五]家(?:公司|机构|企业|平台)|该(?:公司|企业|平台)|当事人|其(?!中|他|它|余)/u;

/** Firms that a step hits by a word for them only: "当事人", "上述两家机构". */
export function referredTo(page: Page, steps: StepReading): Draft[] {
  if (page.language !== 'zh') return [];
  const told = new Set(steps.taken.map((one) => one.scene));
  const first = steps.scenes.findIndex(
    (one) =>
      told.has(one) &&
      POINTS_BACK.test(one.sentence.text) &&
      (steps.official || one.agents.some((agent) => agent.kind === 'regulator')),
  );
  if (first < 0) return [];
  return steps.scenes
    .slice(Math.max(0, first - 3), first + 1)
    .filter((one) => one.sentence.place !== 'title')
    .flatMap((one) => entityDrafts(one, page));
}

/** Right behind the wording of a naming stands whom it is about: "通报称，某某公司未及时报告". */
const ABOUT = /^(?:称|指出|显示|了)?[,:]?\s*(?:[^,。;:、\s]{1,14}[、和及与]){0,8}$/u;

/** "决定给予某公司通报批评的处分": who is given it stands in front. */
const GIVEN = /给予$/u;

/** Firms that a naming is about where it speaks of no apps: its first words, or the subject of a headline in the passive. */
export function firmsNamed(page: Page, steps: StepReading): Draft[] {
  if (page.language !== 'zh') return [];
  const named = steps.taken.filter((one) => one.type === 'named' || one.type === 'criticised');
  const firms = new Map(
    [...new Set(named.map((one) => one.scene))].map((one) => [one, entityDrafts(one, page)]),
  );
  const behind = named.flatMap(({ scene, mark }) =>
    firms.get(scene)!.filter(({ span }) => {
      const at = span.start - scene.sentence.start;
      const isBehind = at >= mark.end && ABOUT.test(scene.sentence.text.slice(mark.end, at));
      return (
        scene.sentence.start >= 0 &&
        (isBehind || (at < mark.start && GIVEN.test(scene.sentence.text.slice(0, at))))
      );
    }),
  );
  if (behind.length > 0) return behind;
  return steps.scenes
    .filter((one) => one.sentence.place === 'title')
    .flatMap((one) =>
      one.known.some((hit) => hit.start === 0 && /^[被遭]/u.test(one.sentence.text.slice(hit.end)))
        ? entityDrafts(one, page).slice(0, 1)
        : [],
    );
}
