import type { Language } from '../present/words.ts';
import { type Html, html } from './html.ts';
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
  readonly chart?: boolean;
  /** Picture for link previews. */
  readonly picture?: string;
}

type PageAnswer = Promise<Shown | { readonly redirect: string }>;

/** Fields of a form; '' and [] where it has no such field. */
export interface SentForm {
  text(name: string): string;
  all(name: string): readonly string[];
}

/** One page and what its forms change. */
export interface WebPage {
  /** `/company/:id` */
  readonly path: string;
  render(context: RequestContext): PageAnswer;
  /** By path, what a form that was sent from this site does. */
  readonly posts?: Readonly<Record<string, (sent: SentForm, context: RequestContext) => PageAnswer>>;
}

/** What is shown where nothing is. */
export function missing({ words, href }: RequestContext, because?: Html | string): Shown {
  return {
    title: words.notFound,
    status: 404,
    body: html`<p>${because ?? words.notFoundText}</p><p><a href="${href('/')}">${words.overview}</a></p>`,
  };
}

/** What keeps a page from being shown, or a form from being taken. */
export function problem({ words }: RequestContext, text: string, status: 400 | 409 = 400): Shown {
  return { title: words.problem, status, body: html`<p role="alert">${text}</p>` };
}
