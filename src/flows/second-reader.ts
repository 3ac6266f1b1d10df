import { createHash } from 'node:crypto';
import type { Claim, SecondReading } from '../domain/claim.ts';
import type { Document } from '../domain/document.ts';
import type { Notice, PressStep } from '../domain/notice.ts';
import type { ConfirmedClaim, Review, Store } from '../domain/ports.ts';
import { reason } from '../domain/reason.ts';
import { DAY_MS, dayIn, type Instant } from '../domain/time.ts';
import type { MapIndex } from '../map/map-index.ts';
import { LEAST_PRECISION, lowerBound, type Trial } from '../second-reader/licence.ts';
import { PROMPT_VERSION, SYSTEM } from '../second-reader/prompt.ts';
import type { Article, SecondReader } from '../second-reader/second-reader.ts';
import { agree, verify } from '../second-reader/verify.ts';
import { pageOf } from '../store/rows.ts';
import type { Settling } from './alert-context.ts';
import { claimsOf, mapSteps, reviewOfClaim } from './claims.ts';

export interface ReaderSettings {
  readonly model: string;
  readonly schema: 'json_schema' | 'json_object' | 'none';
  readonly mode: 'propose' | 'confirm';
  readonly timeoutMs: number;
  readonly dailyCalls: number;
  /** Dollars; null = no limit. */
  readonly dailyUsd: number | null;
  /** Dollars a million tokens. */
  readonly price: { readonly input: number; readonly output: number };
}

export interface ReaderDeps {
  readonly store: Store;
  readonly reader: SecondReader;
  readonly settings: ReaderSettings;
  readonly index: () => Promise<MapIndex>;
  /** The stored bytes of an item, legible again; null where they are not kept. */
  readonly documentOf: (item: SecondReading['item']) => Promise<Document | null>;
}

const AT_ONCE = 2;
const MOST_ATTEMPTS = 3;
const AGAIN_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** Reserved for an answer, in tokens, and for what a question adds to its text. */
const ANSWER_TOKENS = 500;
/** Failures that another attempt may mend. */
const PASSING = ['timeout', 'limited', 'unreachable'];

/** What a licence and a stored answer hold for. */
export function readerId({ model, schema }: Pick<ReaderSettings, 'model' | 'schema'>): string {
  return hash([model, PROMPT_VERSION, hash(SYSTEM), schema]);
}

/** Where the trial of a reader is remembered. */
export const licenceKey = (settings: Pick<ReaderSettings, 'model' | 'schema'>) =>
  `reader-licence:${readerId(settings)}`;

/** How a reader may be used: `confirm` only with a licence, else `propose` with the reason. */
export async function modeOf(
  store: Store,
  settings: ReaderSettings,
): Promise<{ readonly mode: 'propose' | 'confirm'; readonly because: string }> {
  if (settings.mode === 'propose') return { mode: 'propose', because: 'READER_MODE is propose' };
  const stored = await store.recall(licenceKey(settings));
  if (stored === null)
    return {
      mode: 'propose',
      because: `${settings.model} has no licence: run \`tocsin eval reader <folder>\``,
    };
  const trial = JSON.parse(stored) as Trial;
  const bound = lowerBound(trial);
  const shown = `${trial.right} right and ${trial.wrong} wrong names: precision at least ${bound.toFixed(3)}`;
  return bound >= LEAST_PRECISION
    ? { mode: 'confirm', because: shown }
    : { mode: 'propose', because: `${shown}, and ${LEAST_PRECISION} is asked` };
}

/**
 * Asks the second reader about pages with unconfirmed steps, two at once, and settles what it answered. Each answer is a row before
 * anything follows from it, so that a crash between the two asks nothing again. A server that asks for rest is left alone until then.
 */
export function createReaderRound(deps: ReaderDeps) {
  let restUntil = 0;
  return async (now: Instant): Promise<number> => {
    let done = 0;
    while (now >= restUntil) {
      const { timeoutMs } = deps.settings;
      const rows = await deps.store.claimReadings({ now, leaseMs: timeoutMs + 60_000, limit: AT_ONCE });
      if (rows.length === 0) return done;
      const rests = await Promise.all(rows.map((row) => workOn(row, now, deps)));
      restUntil = Math.max(restUntil, ...rests);
      done += rows.length;
    }
    return done;
  };
}

/** Asks and settles one question; answers until when the server asks for rest, 0 where it does not. */
async function workOn(row: SecondReading, now: Instant, deps: ReaderDeps): Promise<number> {
  const { store, settings, reader } = deps;
  if (row.state === 'answered') return settle(row, now, deps);
  const notice = await store.notice(row.notice);
  const document = notice === null ? null : await deps.documentOf(row.item);
  if (notice === null || document === null) {
    await store.saveReading({ ...row, state: 'failed', failure: { kind: 'invalid', status: null } }, null);
    return 0;
  }
  const article = articleOf(notice, document, now);
  const key = hash([readerId(settings), article.title, article.text, article.date]);
  const known = await store.readingByKey(key);
  if (known !== null) {
    const { raw, verified, model } = known;
    const answered = { ...row, state: 'answered' as const, key, raw, verified, model, at: now };
    await store.saveReading(answered, now);
    return settle(answered, now, deps);
  }
  const day = new Date(now).toISOString().slice(0, 10);
  const reserved = costOf(
    { input: SYSTEM.length + article.title.length + article.text.length, output: ANSWER_TOKENS },
    settings,
  );
  const most = settings.dailyUsd === null ? null : Math.floor(settings.dailyUsd * 1e6);
  if (!(await store.reserveCall({ day, cost: reserved, calls: settings.dailyCalls, most }))) {
    // Tomorrow is another day; what waits longer than one is no news.
    const late = now - row.at > DAY_MS;
    const failure = { kind: 'over-budget' as const, status: null };
    await store.saveReading(
      { ...row, state: late ? 'failed' : 'waiting', failure },
      late ? null : later(now, HOUR_MS),
    );
    return 0;
  }
  const got = await reader.read(article);
  if (!got.ok) {
    const attempts = row.attempts + 1;
    const again = PASSING.includes(got.kind) && attempts < MOST_ATTEMPTS;
    const failure = { kind: got.kind, status: got.status };
    const waitMs = Math.max(AGAIN_MS * attempts, got.afterMs ?? 0);
    if (got.kind === 'too-long') await store.correctCost(day, -reserved);
    await store.saveReading(
      { ...row, state: again ? 'waiting' : 'failed', attempts, key, model: settings.model, failure },
      again ? later(now, waitMs) : null,
    );
    return got.afterMs === null ? 0 : now + got.afterMs;
  }
  const cost = got.tokens === null ? reserved : costOf(got.tokens, settings);
  await store.correctCost(day, cost - reserved);
  const answered: SecondReading = {
    ...{ ...row, state: 'answered', attempts: row.attempts + 1, key, model: settings.model, failure: null },
    ...{ raw: got.raw, verified: verify(got.answer, article), tokens: got.tokens, cost, at: now },
  };
  await store.saveReading(answered, now);
  return settle(answered, now, deps);
}

/** Confirms what the licence lets it confirm; everything else is a proposal to a person. */
async function settle(row: SecondReading, now: Instant, deps: ReaderDeps): Promise<number> {
  const { store } = deps;
  const { mode } = await modeOf(store, deps.settings);
  const [notice, item] = await Promise.all([store.notice(row.notice), store.item(row.item)]);
  if (notice === null || item === null || row.verified === null) {
    await store.settleReading(row, [], [], now);
    return 0;
  }
  const day = notice.published ?? dayIn(item.firstSeenAt, 'Asia/Shanghai');
  const mapped = mapSteps(notice.unconfirmed ?? [], notice, await deps.index(), day);
  const claims = new Map(claimsOf({ item, notice }, [], mapped, []).map((claim) => [claim.step, claim]));
  const confirmed: ConfirmedClaim[] = [];
  const proposals: Review[] = [];
  for (const { step, key } of mapped) {
    const claim = claims.get(key)!;
    const said = agree(step, row.verified);
    if (said.kind === 'confirmed' && mode === 'confirm' && claim.company !== null)
      confirmed.push({ claim, by: { kind: 'reader', model: row.model!, quote: said.quote } });
    else proposals.push(proposalOf(claim, row.model!, said));
  }
  const known = mapped.map((one) => one.step);
  proposals.push(...furtherSteps({ item, notice, now }, row, known));
  await store.settleReading(row, confirmed, proposals, now);
  return 0;
}

/** The open question about a claim, with what the second reader says of it. */
function proposalOf(claim: Claim, model: string, said: ReturnType<typeof agree>): Review {
  const review = reviewOfClaim(claim);
  const words =
    said.kind === 'confirmed' ? reason('second-confirms', { quote: said.quote }) : reason(SAID[said.kind]);
  return { ...review, because: reason('second-reader', { why: review.because, model, said: words }) };
}

const SAID = { silent: 'second-silent', bystander: 'second-bystander' } as const;

type SettledPage = Pick<Settling, 'item' | 'notice' | 'now'>;

/** Steps that only the second reader found: questions to a person, and never more. */
function furtherSteps(page: SettledPage, row: SecondReading, known: readonly PressStep[]): Review[] {
  const { item, notice, now } = page;
  const names = new Set([...known.map((one) => one.name), ...notice.mentions.map((one) => one.name)]);
  return (row.verified?.steps ?? [])
    .filter((step) => step.isNew && step.scope !== 'person' && step.scope !== 'sector')
    .flatMap((step) =>
      step.targets
        .filter(({ name }) => !names.has(name.text))
        .map(
          ({ name, quote }): Review => ({
            ...{
              id: `${pageOf(item)}:proposal:${step.type}:${name.text}`,
              notice: notice.id,
              kind: 'notice',
            },
            subject: `${name.text} · ${step.type} · ${step.authority?.text ?? 'no authority named'}`,
            because: reason('second-proposes', { model: row.model ?? '', quote: quote.text }),
            ...{ candidates: [], createdAt: now, decision: null },
          }),
        ),
    );
}

function articleOf(notice: Notice, document: Document, now: Instant): Article {
  return {
    title: notice.title,
    text: document.text,
    date: notice.published ?? dayIn(now, 'Asia/Shanghai'),
  };
}

/** Millionths of a dollar: dollars a million tokens are millionths a token. */
const costOf = (
  { input, output }: { readonly input: number; readonly output: number },
  { price }: ReaderSettings,
) => Math.ceil(input * price.input + output * price.output);

const later = (now: Instant, ms: number) => (now + ms) as Instant;

const hash = (parts: string | readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
