import { type Draft, draft } from '../document/mention-draft.ts';
import { type Page, spanIn } from './page.ts';
import type { StepReading } from './steps/find-steps.ts';

const MOST = 40;
const CRITICISED =
  /(?:管理|主体|审核)[^,。;]{0,8}责任落实不到位|未(?:严格)?(?:履行|落实)[^,。;]{0,12}(?:审核|管理)(?:责任|义务)|failed to (?:review|vet|manage) apps/iu;

/** Known names that a page tells as history, each with the words that made it so; never a censure. */
export function backgroundOf(steps: StepReading): Draft[] {
  const drafts: Draft[] = [];
  for (const { step, code, because } of steps.refused) {
    if (code !== 'history' && code !== 'statistics' && code !== 'denial') continue;
    const { sentence, known } = step.scene;
    for (const hit of known) {
      if (drafts.length >= MOST) return drafts;
      const span = spanIn(sentence, hit.start, hit.end);
      drafts.push(
        draft(sentence.raw.slice(hit.start, hit.end), span, 'background.known', 'prose', {
          kind: hit.kind === 'app' ? 'app' : 'entity',
          role: 'background',
          roleBecause: `${code}: ${because}`,
        }),
      );
    }
  }
  return drafts;
}

/** Stores that the text itself blames for how they vet apps; a store that is only where an app came from is none. */
export function storesOf(page: Page): Draft[] {
  return page.sentences
    .filter((sentence) => CRITICISED.test(sentence.text))
    .flatMap((sentence) =>
      page.vocabulary.stores(sentence.text).map((hit) =>
        draft(
          sentence.raw.slice(hit.start, hit.end),
          spanIn(sentence, hit.start, hit.end),
          'store.criticised',
          'prose',
          {
            role: 'store',
            roleBecause: 'blamed as a store for the apps it offers',
          },
        ),
      ),
    );
}
