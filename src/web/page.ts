import type { Language } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import type { Html } from './html.ts';
import type { RequestContext } from './request-context.ts';

/** What a page shows; `status` 404 where what was asked for is not there. */
export interface Shown {
  readonly title: string;
  /** Language of the title where it is somebody else's words. */
  readonly titleIn?: Language;
  readonly body: Html;
  readonly status?: 200 | 400 | 404 | 409;
  /** Feed that belongs to the page. */
  readonly atom?: string;
  /** Whether a chart shows its values under the pointer; the page says everything without the script. */
  readonly chart?: true;
  /** Picture for link previews. */
  readonly picture?: string;
}

/** One page, one file in `pages/`. */
export interface WebPage {
  /** `/company/:id` */
  readonly path: string;
  render(context: RequestContext, deps: WebDeps): Promise<Shown | { readonly redirect: string }>;
}
