import { type Html, html } from '../html.ts';
import type { Shown } from '../page.ts';
import type { Visit } from '../visit.ts';

/** What is shown where nothing is. */
export function missing(visit: Visit, because?: Html | string): Shown {
  return {
    title: visit.words.notFound,
    status: 404,
    body: html`<p>${because ?? visit.words.notFoundText}</p><p><a href="${visit.href('/')}">${visit.words.overview}</a></p>`,
  };
}
