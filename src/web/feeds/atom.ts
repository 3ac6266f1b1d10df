import { Feed } from 'feed';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { Band } from '../../domain/score.ts';
import { companyName, gravestOf, regulatorName } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

const ENTRIES = 50;
const LOOK_BACK = 400;
const BANDS = Band.options;

export type FeedOf =
  | { readonly kind: 'all' }
  | { readonly kind: 'company'; readonly id: CompanyId }
  | { readonly kind: 'regulator'; readonly id: RegulatorId }
  | { readonly kind: 'band'; readonly id: Band };

/** What a feed's address means; null where there is no such company, body or band. */
export function feedOf(kind: string, id: string, { deps }: RequestContext): FeedOf | null {
  const { companies, regulators } = deps.knowledge.catalog;
  if (kind === 'company' && companies.has(id as CompanyId)) return { kind, id: id as CompanyId };
  if (kind === 'regulator' && regulators.has(id as RegulatorId)) return { kind, id: id as RegulatorId };
  if (kind === 'band' && BANDS.includes(id as Band)) return { kind, id: id as Band };
  return null;
}

/** Censures as Atom, newest first; of a band: those that brought a company into it or above. */
export async function atomOf(of: FeedOf, context: RequestContext): Promise<string> {
  const { origin, deps } = context;
  const notices = await noticesOf(of, context);
  const path = of.kind === 'all' ? '/feeds/all.atom' : `/feeds/${of.kind}/${of.id}.atom`;
  const title = `Tocsin: ${titleOf(of, context)}`;
  const newest = notices[0];
  const feed = new Feed({
    id: `${origin}${path}`,
    title,
    link: origin,
    language: context.language,
    copyright: context.language === 'zh' ? '不构成投资建议。' : 'Not investment advice.',
    updated: new Date(newest === undefined ? 0 : momentOf(newest)),
    feedLinks: { atom: `${origin}${path}` },
    generator: `Tocsin ${deps.version}`,
  });
  for (const notice of notices) {
    const signals = await deps.store.signals({ notice: notice.id, limit: 20 });
    const moved = signals.map(
      ({ company, before, after }) =>
        `${companyName(company, context)} ${before.toFixed(1)} → ${after.toFixed(1)}`,
    );
    const body = notice.regulator === null ? '' : `${regulatorName(notice.regulator.value, context)}: `;
    feed.addItem({
      id: `${origin}/notice/${notice.id}`,
      title: clean(notice.title),
      link: `${origin}/notice/${notice.id}`,
      date: new Date(momentOf(notice)),
      description: clean(
        `${body}${gravestOf(notice, context)}${moved.length === 0 ? '' : `. ${moved.join('; ')}`}`,
      ),
    });
  }
  return feed.atom1();
}

/** XML has no place for control characters, whatever a page had in its title. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}

async function noticesOf(of: FeedOf, context: RequestContext): Promise<Notice[]> {
  const { deps } = context;
  const query = { actionsOnly: true, ...context.asThen, limit: ENTRIES };
  if (of.kind === 'company') return deps.store.notices({ ...query, company: of.id });
  if (of.kind === 'regulator') return deps.store.notices({ ...query, regulator: of.id });
  if (of.kind === 'all') return deps.store.notices(query);
  const signals = (await deps.store.signals({ limit: LOOK_BACK })).filter(
    (signal) => signal.detectedAt <= context.at && BANDS.indexOf(signal.bandAfter) >= BANDS.indexOf(of.id),
  );
  const ids = [...new Set(signals.map((signal) => signal.notice))].slice(0, ENTRIES);
  const found = await Promise.all(ids.map((id) => deps.store.notice(id)));
  return found.filter((notice) => notice !== null);
}

function titleOf(of: FeedOf, context: RequestContext): string {
  if (of.kind === 'all') return context.words.newest;
  if (of.kind === 'regulator') return regulatorName(of.id, context);
  if (of.kind === 'band') return `${context.words.band} ${of.id}`;
  return companyName(of.id, context);
}

function momentOf(notice: Notice): number {
  return notice.publishedAt ?? (notice.published === null ? 0 : Date.parse(notice.published));
}
