import type { Span } from '../../../domain/document.ts';
import type { MentionDraft } from '../../document/mention-draft.ts';
import type { DocumentContext } from '../document-context.ts';

export interface LayoutReading {
  readonly drafts: readonly MentionDraft[];
  /** Places that look like rows and hold no app. */
  readonly nameless: readonly Span[];
}

/** One way in which pages list apps. `read` returns null where the page is not of this kind. */
export interface Layout {
  readonly id: string;
  readonly about: string;
  read(context: DocumentContext): LayoutReading | null;
}
