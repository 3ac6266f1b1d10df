import { type Html, html } from '../html.ts';
import type { Shown } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

/** What is shown where nothing is. */
export function missing(context: RequestContext, because?: Html | string): Shown {
  return {
    title: context.words.notFound,
    status: 404,
    body: html`<p>${because ?? context.words.notFoundText}</p><p><a href="${context.href('/')}">${context.words.overview}</a></p>`,
  };
}
