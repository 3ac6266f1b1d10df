import type { Draft } from '../../document/mention-draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';

export interface LayoutReading {
  readonly drafts: readonly Draft[];
  /** Places that look like rows and hold no app. */
  readonly nameless: readonly { start: number; end: number }[];
}

/** One way in which pages list apps. `read` answers null where the page is not of this kind. */
export interface Layout {
  readonly id: string;
  readonly about: string;
  read(page: Page, steps: StepReading): LayoutReading | null;
}
