import { listingsOn, tickerOf } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import { sentence } from '../present/sentence.ts';
import { shortName } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';

type Names = Pick<WebDeps, 'knowledge'>;
type Reader = Pick<RequestContext, 'language' | 'day' | 'words'>;

/** A reason in the reader's language; a sentence that was stored in English before reasons had codes is quoted. */
export function reasonText(reason: Reason, { language }: Pick<Reader, 'language'>): Html | string {
  const text = sentence(reason, language);
  return language === 'zh' && reason.code === 'stored-sentence' ? html`<q lang="en">${text}</q>` : text;
}

/** `Trip.com Group (TCOM, 9961.HK)`, a private one said so. */
export function companyLabel(id: CompanyId, { knowledge }: Names, context: Reader): string {
  const company = knowledge.catalog.companies.get(id);
  if (company === undefined) return id;
  const tickers = listingsOn(company, context.day).map(tickerOf).join(', ');
  return `${shortName(company, context.language)} (${tickers || context.words.private})`;
}

/** A title of a record in the reader's language; other people's titles stay as they are. */
export function titleText(title: string, { knowledge }: Names, { language }: Reader): string {
  return knowledge.wording.title(title)[language];
}

/** A country by its code in the reader's language. */
export function country(code: string, { language }: Reader): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const known = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'region' }).of(code);
  return known ?? code;
}

/** What a list of names or days is joined by. */
export const comma = ({ language }: Reader): string => (language === 'zh' ? '、' : ', ');
