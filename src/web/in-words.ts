import { listingsOn, tickerOf } from '../domain/company.ts';
import type { AppId, CompanyId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import { reasonIn } from '../present/phrases/reason.ts';
import { sentence } from '../present/sentence.ts';
import { shortName } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';

type Names = Pick<WebDeps, 'knowledge'>;
type Reader = Pick<RequestContext, 'language' | 'day' | 'words'>;

const QUOTED = /“[^“”]*”/;
const ID = /(?<![\w.\-/])[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9-]+)?(?![\w-])/g;
const DAY = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g;
const RULE = /（[a-z]+-[a-z-]+(?:\.[\w-]+)?）/g;
const WORD = /[a-z]{2,}/i;

/**
 * A stored reason in the reader's language, ids as names. What nobody has put into Chinese is shown as the quotation that it is.
 */
export function reason(text: string | Reason, deps: Names, context: Reader): Html | string {
  if (typeof text !== 'string')
    return context.language === 'zh' && text.code === 'stored-sentence'
      ? html`<q lang="en">${sentence(text, 'en')}</q>`
      : sentence(text, context.language);
  if (context.language === 'en')
    return text
      .replace(/^[a-z]+-[a-z-]+(?:\.[\w-]+)? (?=in the )/, '')
      .replaceAll(ID, (id) => (/[-/]/.test(id) ? (nameOfId(id, deps, context) ?? id) : id));
  const told = reasonIn(text, 'zh');
  const shown = outsideQuotes(told, (part) =>
    part
      // The id of the phrase that was found helps who writes phrases, and nobody else.
      .replaceAll(RULE, '')
      .replaceAll(DAY, (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`)
      .replaceAll(ID, (id) => nameOfId(id, deps, context) ?? id),
  );
  const known = told !== text || !WORD.test(outsideQuotes(text, (part) => part, ''));
  return known ? shown : html`<q lang="en">${text}</q>`;
}

/** Works on what is not quoted; quotations stay as they are, or are left out. */
function outsideQuotes(text: string, work: (part: string) => string, instead?: string): string {
  return text
    .split(/(“[^“”]*”)/)
    .map((part) => (QUOTED.test(part) ? (instead ?? part) : work(part)))
    .join('');
}

function nameOfId(id: string, { knowledge }: Names, { language }: Reader): string | null {
  const company = knowledge.catalog.companies.get(id as CompanyId);
  if (company !== undefined) return shortName(company, language);
  const owner = knowledge.catalog.companies.get(id.split('/')[0] as CompanyId);
  const app = owner?.apps.find((one) => one.id === (id as AppId));
  if (app === undefined) return null;
  return language === 'zh' ? (app.name.zh ?? app.name.en) : (app.name.en ?? app.name.zh);
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
