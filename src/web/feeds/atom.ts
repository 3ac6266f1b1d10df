import { Feed } from 'feed';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { Band } from '../../domain/score.ts';
import { companyName, gravestOf, regulatorName } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

const ENTRIES = 50;
const LOOK_BACK = 400;
const BANDS = Band.options;

/** What an address of a feed means: its title and its notices, newest first. */
interface AtomFeed {
  readonly title: string;
  readonly notices: () => Promise<readonly Notice[]>;
}

/** The feed of `/feeds/<kind>/<id>.atom`; null where there is no such company, body or band. */
export function feedOf(kind: string, id: string, context: RequestContext): AtomFeed | null {
  const { deps, words, asThen } = context;
  const { companies, regulators } = deps.knowledge.catalog;
  const newest = (of: Partial<Parameters<typeof deps.store.notices>[0]>) => () =>
    deps.store.notices({ actionsOnly: true, ...asThen, limit: ENTRIES, ...of });
  const [company, regulator, band] = [id as CompanyId, id as RegulatorId, id as Band];
  if (kind === 'all') return { title: words.newest, notices: newest({}) };
  if (kind === 'company' && companies.has(company))
    return { title: companyName(id, context), notices: newest({ company }) };
  if (kind === 'regulator' && regulators.has(regulator))
    return { title: regulatorName(regulator, context), notices: newest({ regulator }) };
  if (kind === 'band' && BANDS.includes(band))
    return { title: `${words.band} ${id}`, notices: () => reaching(band, context) };
  return null;
}

/** Notices that brought a company into a band or above. */
async function reaching(band: Band, { deps, at }: RequestContext): Promise<Notice[]> {
  const signals = (await deps.store.signals({ limit: LOOK_BACK })).filter(
    ({ detectedAt, bandAfter }) => detectedAt <= at && BANDS.indexOf(bandAfter) >= BANDS.indexOf(band),
  );
  const ids = [...new Set(signals.map((signal) => signal.notice))].slice(0, ENTRIES);
  const found = await Promise.all(ids.map((id) => deps.store.notice(id)));
  return found.filter((notice) => notice !== null);
}

/** Censures as Atom. */
export async function atomOf(of: AtomFeed, context: RequestContext): Promise<string> {
  const { origin, deps, path } = context;
  const notices = await of.notices();
  const title = `Tocsin: ${of.title}`;
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

function momentOf(notice: Notice): number {
  return notice.publishedAt ?? (notice.published === null ? 0 : Date.parse(notice.published));
}
