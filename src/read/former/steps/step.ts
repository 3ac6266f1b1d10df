import type { ActionType } from '../../../domain/notice.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { type Agent, agentsIn } from '../authorities.ts';
import { remembered } from '../memoize.ts';
import type { Page, Sentence } from '../page.ts';
import type { KnownHit } from '../vocabulary.ts';
import { type Mark, marksIn } from './marks.ts';

/** A sentence with all that decides whether what it tells is a new step. */
export interface Scene {
  readonly sentence: Sentence;
  readonly marks: readonly Mark[];
  readonly agents: readonly Agent[];
  readonly known: readonly KnownHit[];
}

/** A wording of a step, and whether it counts. */
export interface Step {
  readonly type: ActionType;
  readonly scene: Scene;
  readonly mark: Mark;
}

/** What is the same for all sentences of a page. */
export interface Setting {
  readonly page: Page;
  readonly published: CalendarDate | null;
  /** The page is an authority's own notice, whose steps need no named actor. */
  readonly official: boolean;
  /** First sentence of the lead: an article may report days late, so its own day is the day of the news. */
  readonly opening: Sentence | null;
  /** Sentences right behind one, in their paragraph or a title, that names an authority. */
  readonly follows: ReadonlySet<Sentence>;
  /** The sentence in front of one in its paragraph, or an empty text. */
  readonly before: (sentence: Sentence) => string;
  /** Some authority, country or capital stands in the title or the first sentences, or the page is a headline only. */
  readonly hasActor: boolean;
  /** A round-up of several authorities' acts under numbered headings: all its days are news. */
  readonly digest: boolean;
  /** An authority makes decided cases public ("发布典型案例"): their days lie back, and their decisions are the news. */
  readonly cases: boolean;
  /** What the headlines say; kept here, because every wording of a step asks for it. */
  readonly titleMarks: readonly Mark[];
  /** A later sentence tells a newer step than the opening does. */
  readonly overtaken: boolean;
  /** Something is still unsettled since an earlier day. */
  readonly still: boolean;
  /** The page explains what such steps are. */
  readonly explains: boolean;
  /** A headline counts those hit: each later sentence may tell of another one of them. */
  readonly hitsMany: boolean;
}

/** A name inside an address or handle: "pic.twitter.com/…", "@weibo". */
function isInAddress(text: string, { start, end }: KnownHit): boolean {
  return /[./@_]/u.test(text[start - 1] ?? '') || /^\.(?:com|net|cn|co|org)\//u.test(text.slice(end));
}

/** Looks at a sentence once: its phrases, authorities and known names. */
export function sceneOf(sentence: Sentence, page: Page): Scene {
  return {
    sentence,
    marks: marksIn(sentence, page),
    agents: agentsIn(sentence, page),
    known: page.vocabulary.findKnown(sentence.raw).filter((hit) => !isInAddress(sentence.raw, hit)),
  };
}

const rolesOf = new WeakMap<Scene, Map<Mark['role'], Mark[]>>();
/** The phrases of one role in a sentence. */
export const marksOf = (scene: Scene, role: Mark['role']): readonly Mark[] => {
  const known = rolesOf.get(scene) ?? Map.groupBy(scene.marks, (one) => one.role);
  rolesOf.set(scene, known);
  return known.get(role) ?? [];
};

/** The clause around an offset: from the comma before it to the comma after it; commas inside numbers do not count. */
export function clauseAt(text: string, at: number): [start: number, end: number] {
  let start = 0;
  for (const one of breaksIn(text)) {
    if (one.start >= at) return [start, one.start];
    start = one.end;
  }
  return [start, text.length];
}

const breaksIn = remembered((text) =>
  [...text.matchAll(/[,;:。](?!\d{3})|——|\s[-–—]\s/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  })),
);
