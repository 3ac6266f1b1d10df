import { term } from '../../base/i18n/sentence.ts';
import type { Source } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import {
  askList,
  contextOf,
  type FetchContext,
  filledList,
  otherWays,
  type Pages,
  pagesOf,
  type StoredFetchContext,
} from './fetch-context.ts';
import type { FindingCode } from './findings.ts';
import { namedEntries } from './identity.ts';
import { doubtsOf, type ListDoubt } from './judge-list.ts';
import type { FeedOffer } from './kinds/list-page.ts';
import { saveOne } from './new-entries.ts';

/** One of the newest rows, for a person to judge the list by. */
interface NewestRow {
  readonly title: string;
  readonly date: string | null;
  readonly url: string;
}

/** Rows shown to a person. */
const SHOWN = 5;

/**
 * The result of one address of a source: `ok` or the code of a finding. `newest` = the title of the
 * first row, `first` = the first five; `doubts` = why its rows may be no notices; `readableAs` = a
 * kind that can read it where the configured one cannot; `offer` = what to use instead.
 */
type AddressCheck = Readonly<
  Record<'contentType' | 'newest' | 'movedTo' | 'message', string | null>
> &
  Readonly<Record<'status' | 'bytes' | 'rows', number | null>> & {
    readonly url: string;
    readonly answer: 'ok' | FindingCode;
    readonly first: readonly NewestRow[];
    readonly doubts: readonly ListDoubt[];
    readonly readableAs: Source['kind'] | null;
    readonly offer: FeedOffer | null;
  };

/** Values of a source's entry in config/, where a machine can write them; null removes a value. */
type SourceFix = Partial<Pick<Source, 'url' | 'kind' | 'address'>> & {
  readonly [Key in 'mirrors' | 'select']?: Readonly<Source[Key]> | null;
};

/**
 * The results of a source's addresses, and what to change in config/, as a sentence and as values;
 * null = nothing.
 */
export type SourceCheck = Awaited<ReturnType<typeof checkSource>>;

/**
 * Asks every address of a source once, as a poll would, and stores nothing. `works` = one of them
 * answers with a list that can be read; `proven` = and nothing speaks against its rows.
 * @param usual rows that the list had before; null = nobody knows
 */
export async function checkSource(
  source: Source,
  context: FetchContext,
  now: Instant,
  usual: number | null = null,
) {
  const addresses: AddressCheck[] = [];
  const own = contextOf(source, context);
  const checking = { source, reach: own, now, usual };
  for (const url of [source.url, ...source.mirrors])
    addresses.push(await checkAddress(url, await askList(url, source, own, now), checking));
  if (addresses.every((addressCheck) => addressCheck.answer !== 'ok'))
    for (const way of otherWays(source, own)) {
      const answer = await way.ask();
      const list = answer.kind === 'ok' ? await filledList(answer, way.source, own) : answer;
      addresses.push(await checkAddress(way.url, list, { ...checking, source: way.source }));
    }
  const answered = addresses.filter((addressCheck) => addressCheck.answer === 'ok');
  const works = answered.length > 0;
  const proven = works && answered[0]!.doubts.length === 0;
  return { source: source.id, works, proven, addresses, ...proposalFor(source, addresses) };
}

/** Result of an address that did not answer. */
export const NOTHING = {
  contentType: null,
  bytes: null,
  rows: null,
  newest: null,
  first: [],
  doubts: [],
  movedTo: null,
  readableAs: null,
  offer: null,
};

interface Checking {
  readonly source: Source;
  readonly reach: FetchContext;
  readonly now: Instant;
  readonly usual: number | null;
}

async function checkAddress(
  url: string,
  list: Awaited<ReturnType<typeof askList>>,
  { source, reach: context, usual }: Checking,
): Promise<AddressCheck> {
  if ('code' in list) {
    const { code, message, status = 200 } = list;
    return { ...NOTHING, url, answer: code, status, message };
  }
  const { contentType, bytes, movedTo } = list.answer;
  const came = { ...NOTHING, url, status: 200, contentType, bytes: bytes.length, movedTo };
  const pages = pagesOf(context);
  const read = await pages.entries(list.text, source, list.answer.url);
  if (!read.ok)
    return {
      ...came,
      answer: read.code,
      message: read.message,
      readableAs: await otherKind(list.text, source.kind, list.answer.url, pages),
      offer: /^\s*[{[]/.test(list.text) ? null : await pages.offer(list.text, list.answer.url),
    };
  const { entries } = read;
  const frame = list.filledFrom?.text ?? list.text;
  const menu = source.kind === 'html-list' ? await pages.menu(frame, list.answer.url) : [];
  const first = entries
    .slice(0, SHOWN)
    .map(({ title, statedDate, url: page }) => ({ title, date: statedDate, url: page }));
  const doubts = doubtsOf(entries, source, new Set(menu), usual);
  const newest = first[0]?.title ?? null;
  return { ...came, answer: 'ok', rows: entries.length, newest, first, doubts, message: null };
}

/** A kind that can read the answer without selectors: a feed or an array. */
async function otherKind(text: string, own: Source['kind'], url: string, pages: Pages) {
  for (const kind of (['rss', 'json'] as const).filter((one) => one !== own)) {
    const read = await pages.entries(text, { kind, select: {} }, url);
    if (read.ok && read.entries.length > 0) return kind;
  }
  return null;
}

const propose = (proposal: string | null, fix: SourceFix | null = null) => ({ proposal, fix });

const VERIFIED = { address: 'verified' } as const;

/** What to change of a source whose address answered a list. */
function proposalForAnswer(source: Source, { rows, doubts, movedTo }: AddressCheck) {
  if (rows === 0) return propose('It answers an empty list: open it in a browser and compare.');
  if (doubts.length > 0)
    return propose(
      `Its rows may be no notices (${doubts.join(', ')}): compare them with the page.`,
    );
  if (movedTo !== null)
    return propose(`It moved: set url to ${movedTo}`, { url: movedTo, ...VERIFIED });
  if (source.address === 'verified') return propose(null);
  return propose('It answers: set address to verified.', VERIFIED);
}

function proposalFor(source: Source, addresses: readonly AddressCheck[]) {
  const [first, ...mirrors] = addresses;
  if (first === undefined) return propose(null);
  if (first.answer === 'ok') return proposalForAnswer(source, first);
  if (first.readableAs !== null)
    return propose(`It can be read as ${first.readableAs}: set kind to ${first.readableAs}.`, {
      kind: first.readableAs,
      select: null,
    });
  const mirror = mirrors.find(({ answer, doubts }) => answer === 'ok' && doubts.length === 0);
  if (mirror !== undefined) {
    const url = mirror.movedTo ?? mirror.url;
    const others = mirrors.filter((other) => other.answer === 'ok' && other !== mirror);
    return propose(
      `Set url to ${url}, which answers with ${mirror.rows} rows, and remove what does not.`,
      {
        url,
        mirrors: others.length === 0 ? null : others.map((other) => other.url),
        ...VERIFIED,
      },
    );
  }
  const { feed = null, selector = null } = first.offer ?? {};
  if (source.kind === 'rss' && feed !== null)
    return propose(`The page names a feed: set url to ${feed}.`, { url: feed });
  if (selector !== null)
    return propose(
      `It shows ${selector.rows} links that look like notices: try kind html-list with ` +
        `select.item and select.link ${selector.text}.`,
      { kind: 'html-list', select: { item: selector.text, link: selector.text } },
    );
  return propose(term('remedy', first.answer, 'en'));
}

/**
 * Returns the newest entries of a list on request, after the silent first run. Entries that are not
 * stored yet are fetched and stored, marked as back-filled and late, so that they alert nobody. The
 * state of the watch is not changed. `item` = null where it could not be stored, `fresh` = false
 * where it was stored before, `problem` = what was wrong with its page.
 */
export async function lastEntries(
  source: Source,
  count: number,
  context: StoredFetchContext,
  now: Instant,
) {
  const deps = contextOf(source, context);
  let list = await askList(source.url, source, deps, now);
  const { message } = list as { message?: string };
  for (const mirror of source.mirrors)
    if ('code' in list) list = await askList(mirror, source, deps, now);
  if ('code' in list) return { ok: false as const, message: message ?? list.message };
  const { answer, text } = list;
  const read = await pagesOf(deps).entries(text, source, answer.url);
  if (!read.ok) return { ok: false as const, message: read.message };
  const named = namedEntries(read.entries, answer.url, source.url);
  const poll = { ...deps, source, firstRun: true, afterGap: true, seenBefore: null, now };
  const entries = [];
  for (const entry of named.slice(0, count)) {
    const known = await deps.store.itemNames(source.id, entry.names);
    const pinned = entry.names.map((name) => known.get(name)?.key).find((key) => key !== undefined);
    const names =
      pinned === undefined
        ? entry.names
        : [pinned, ...entry.names.filter((name) => name !== pinned)];
    const before = await deps.store.itemByKey(source.id, names[0]!);
    const done = before === null ? await saveOne({ entry: entry.entry, names }, null, poll) : null;
    const item = before ?? (await deps.store.itemByKey(source.id, names[0]!));
    const { title, url, statedDate } = entry.entry;
    const fresh = done?.saved ?? false;
    const problem = done?.problem?.message ?? null;
    entries.push({ title, url, statedDate, item, fresh, problem });
  }
  return { ok: true as const, listed: named.length, entries };
}
