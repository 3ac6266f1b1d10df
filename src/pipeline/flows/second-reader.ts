import { createHash } from 'node:crypto';
import { pageOf } from '../../base/store/rows.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { Document } from '../../domain/document.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Notice, PressAction } from '../../domain/notice.ts';
import type { ConfirmedAction, Review, Store } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { ReportedAction, SecondReading } from '../../domain/reported-action.ts';
import { type CalendarDate, DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import type { MapIndex } from '../map/map-index.ts';
import {
  isLicensed,
  LEAST_PRECISION,
  LEAST_UNSURE,
  lowerBound,
  type ReaderTrial,
} from '../second-reader/licence.ts';
import { PROMPT_VERSION, SYSTEM } from '../second-reader/prompt.ts';
import {
  type Agreement,
  type Article,
  agree,
  type KnownNames,
  type ReaderFailure,
  type SecondReader,
  verify,
} from '../second-reader/second-reader.ts';
import type { NoticeContext } from './alert-context.ts';
import { holdsName } from './corroborate.ts';
import { mapPressActions, reportedActionsOf, reviewOfReportedAction } from './reported-actions.ts';

export interface ReaderSettings {
  /** Base address of the endpoint. */
  readonly url: string;
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
  readonly authorities: Authorities;
  /** The stored bytes of an item as a Document; null where they were deleted. */
  readonly documentOf: (item: SecondReading['item']) => Promise<Document | null>;
}

const AT_ONCE = 2;
const MOST_ATTEMPTS = 3;
const AGAIN_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** Tokens reserved for an answer and for the prompt around a text. */
const ANSWER_TOKENS = 500;
/** Failures that another attempt may mend. */
const PASSING = ['timeout', 'limited', 'unreachable'];

type ReaderName = Pick<ReaderSettings, 'model' | 'schema' | 'url'>;

/**
 * Identity of a reader for licences and stored answers: one model, at one address, with one prompt.
 */
export function readerId({ model, schema, url }: ReaderName): string {
  return hash([model, url, PROMPT_VERSION, hash(SYSTEM), schema]);
}

/** Key under which the trial of a reader is stored. */
export const licenceKey = (settings: ReaderName) => `reader-licence:${readerId(settings)}`;

/** How a reader may be used: `confirm` only with a licence, else `propose` with the reason. */
export async function modeOf(store: Store, settings: ReaderSettings) {
  const propose = (because: string) => ({ mode: 'propose' as const, because });
  if (settings.mode === 'propose') return propose('READER_MODE is propose');
  const stored = await store.recall(licenceKey(settings));
  if (stored === null)
    return propose(`${settings.model} has no licence: run \`tocsin eval reader <folder>\``);
  const trial = JSON.parse(stored) as ReaderTrial;
  const bound = lowerBound(trial);
  const unsure = lowerBound(trial.unsure);
  const shown =
    `${trial.right} right and ${trial.wrong} wrong stories: precision at least ` +
    `${bound.toFixed(3)}, ${unsure.toFixed(3)} of the unsure`;
  if (!isLicensed(trial))
    return propose(`${shown}, and ${LEAST_PRECISION} and ${LEAST_UNSURE} are asked`);
  return { mode: 'confirm' as const, because: shown };
}

/**
 * Asks the second reader about pages with unconfirmed acts, two at once, and applies its answers.
 * Each answer is stored before it is applied, so that a crash repeats no question. A server that
 * asks for a pause is left alone until then.
 */
export function createReaderRound(deps: ReaderDeps) {
  let restUntil = 0;
  return async (now: Instant): Promise<number> => {
    let done = 0;
    while (now >= restUntil) {
      const { timeoutMs } = deps.settings;
      const rows = await deps.store.leaseReadings({
        now,
        leaseMs: timeoutMs + 60_000,
        limit: AT_ONCE,
      });
      if (rows.length === 0) return done;
      const rests = await Promise.all(rows.map((row) => workOn(row, now, deps)));
      restUntil = Math.max(restUntil, ...rests);
      done += rows.length;
    }
    return done;
  };
}

/**
 * Asks one question and applies the answer. Returns the end of a pause that the server asks for, 0
 * where it does not.
 */
async function workOn(row: SecondReading, now: Instant, deps: ReaderDeps): Promise<number> {
  const { store, settings, reader } = deps;
  const answered = async (answer: Partial<SecondReading>): Promise<number> => {
    const reading = { ...row, failure: null, ...answer, state: 'answered' as const, at: now };
    await store.saveReading(reading, now);
    await applyAnswer(reading, now, deps);
    return 0;
  };
  /** `afterMs` = until the next attempt; null = there is none. */
  const failed = async (failure: SecondReading['failure'], afterMs: number | null, more = {}) => {
    const dueAt = afterMs === null ? null : ((now + afterMs) as Instant);
    const state = dueAt === null ? 'failed' : 'waiting';
    await store.saveReading({ ...row, ...more, state, failure }, dueAt);
    return 0;
  };
  if (row.state === 'answered') {
    await applyAnswer(row, now, deps);
    return 0;
  }
  const article = await articleOf(row, now, deps);
  if (article === null) return failed({ kind: 'invalid', status: null }, null);
  const { date } = article;
  const key = hash([readerId(settings), article.title, article.text, date]);
  const known = await store.readingByKey(key);
  if (known !== null)
    return answered({ key, raw: known.raw, verified: known.verified, model: known.model });

  const day = new Date(now).toISOString().slice(0, 10);
  const question = SYSTEM.length + article.title.length + article.text.length;
  const reserved = costOf({ input: question, output: ANSWER_TOKENS }, settings);
  const most = settings.dailyUsd === null ? null : Math.floor(settings.dailyUsd * 1e6);
  // The budget is daily. A page that waited longer than a day is no longer news.
  if (!(await store.reserveCall({ day, cost: reserved, calls: settings.dailyCalls, most })))
    return failed({ kind: 'over-budget', status: null }, now - row.at > DAY_MS ? null : HOUR_MS);
  const got = await reader.read(article);
  const attempt = { attempts: row.attempts + 1, key, model: settings.model };
  if (!got.ok) {
    const { kind, status, afterMs } = got;
    if (kind === 'too-long') await store.correctCost(day, -reserved);
    await failed({ kind, status }, waitAfter(got, attempt.attempts, now - row.at), attempt);
    return afterMs === null ? 0 : now + afterMs;
  }
  const { raw, tokens } = got;
  const cost = tokens === null ? reserved : costOf(tokens, settings);
  await store.correctCost(day, cost - reserved);
  return answered({ ...attempt, raw, verified: verify(got.answer, article), tokens, cost });
}

/** The page that a question is about; null where it is not stored any more. */
async function articleOf(
  { notice: id, item }: SecondReading,
  now: Instant,
  { store, documentOf }: ReaderDeps,
): Promise<Article | null> {
  const notice = await store.notice(id);
  const document = notice === null ? null : await documentOf(item);
  if (notice === null || document === null) return null;
  const date = notice.published ?? dayIn(now, 'Asia/Shanghai');
  return { title: notice.title, text: document.text, date };
}

/**
 * Milliseconds until the next attempt at a question; null = none. A server that is limited is no
 * failure of the question: it waits for as long as the page is news.
 */
function waitAfter({ kind, afterMs }: ReaderFailure, attempts: number, age: number): number | null {
  const isNews = kind === 'limited' && age <= DAY_MS;
  const again = PASSING.includes(kind) && (isNews || attempts < MOST_ATTEMPTS);
  return again ? (afterMs ?? AGAIN_MS * Math.min(attempts, MOST_ATTEMPTS)) : null;
}

/**
 * Confirms what the licence permits. An act that a reader without licence reads in the same way as
 * the press model becomes reported and stays a review, like everything else.
 */
async function applyAnswer(row: SecondReading, now: Instant, deps: ReaderDeps): Promise<void> {
  const { store } = deps;
  const { mode } = await modeOf(store, deps.settings);
  const [notice, item] = await Promise.all([store.notice(row.notice), store.item(row.item)]);
  if (notice === null || item === null || row.verified === null)
    return store.recordAnswer(row, { confirmed: [], reported: [], proposals: [] }, now);
  const day = notice.published ?? dayIn(item.firstSeenAt, 'Asia/Shanghai');
  const index = await deps.index();
  const mapped = mapPressActions(notice.unconfirmed ?? [], notice, index, day);
  const actions = new Map(
    reportedActionsOf({ item, notice }, [], mapped, []).map((action) => [action.step, action]),
  );
  const confirmed: ConfirmedAction[] = [];
  const reported: ReportedAction[] = [];
  const proposals: Review[] = [];
  for (const { step, key } of mapped) {
    const action = actions.get(key)!;
    const said = agree(
      step,
      row.verified,
      knownNames({ index, notice, day }, step, deps.authorities),
    );
    const isAgreed = said.kind === 'confirmed' && action.company !== null;
    if (isAgreed && mode === 'confirm') {
      confirmed.push({ action, by: confirmationBy(row.model!, said) });
      continue;
    }
    if (isAgreed && action.grade !== 'reported') reported.push(action);
    proposals.push(proposalOf(action, row.model!, said));
  }
  const known = mapped.map((mappedStep) => mappedStep.step);
  proposals.push(...furtherSteps({ item, notice, now }, row, known));
  await store.recordAnswer(row, { confirmed, reported, proposals }, now);
}

/** The open review of an act, with the answer of the second reader. */
function proposalOf(action: ReportedAction, model: string, said: Agreement): Review {
  const review = reviewOfReportedAction(action);
  const words = saidBy(action, said);
  return {
    ...review,
    because: reason('second-reader', { why: review.because, model, said: words }),
  };
}

/** Both readings where they differ, for the person who decides. */
function saidBy({ kind }: ReportedAction, said: Agreement) {
  if (said.kind === 'confirmed') return reason('second-confirms', { quote: said.quote });
  if (said.kind === 'differs')
    return reason('second-differs', { own: kind, said: said.said, quote: said.quote });
  return reason(said.kind === 'silent' ? 'second-silent' : 'second-bystander');
}

const confirmationBy = (
  model: string,
  { quote, agreed }: Extract<Agreement, { kind: 'confirmed' }>,
) => ({ kind: 'reader', model, quote, ...agreed }) as const;

/** Names of authorities, as the catalog has them. */
export interface Authorities {
  readonly namesOf: (id: RegulatorId) => readonly string[];
  readonly isOne: (name: string) => boolean;
}

/** Every name of every authority of a catalog. */
export function authoritiesOf({ regulators }: Pick<Catalog, 'regulators'>): Authorities {
  const names = new Set([...regulators.values()].flatMap((regulator) => regulator.names));
  return {
    namesOf: (id) => regulators.get(id)?.names ?? [],
    isOne: (name) => names.has(name.replace(/^the /i, '')),
  };
}

/** Names in an answer, mapped like those of the press model. */
export function knownNames(
  { index, notice, day }: { index: MapIndex; notice: Notice; day: CalendarDate },
  action: PressAction,
  { namesOf, isOne }: Authorities,
): KnownNames {
  return {
    companyOf(name) {
      const [mapped] = mapPressActions([{ ...action, name, company: null }], notice, index, day);
      return mapped?.match.company ?? null;
    },
    isAuthority: (id, text) => namesOf(id).some((name) => holdsName(text, name)),
    knowsAuthority: isOne,
  };
}

/** Acts that only the second reader found: they become reviews only. */
function furtherSteps(
  { item, notice, now }: Pick<NoticeContext, 'item' | 'notice' | 'now'>,
  row: SecondReading,
  known: readonly PressAction[],
): Review[] {
  const names = new Set([...known, ...notice.mentions].map((one) => one.name));
  return (row.verified?.steps ?? [])
    .filter((step) => step.isNew && step.object !== 'person' && step.object !== 'sector')
    .flatMap(({ targets, ...step }) => targets.map((target) => ({ ...step, ...target })))
    .filter(({ name }) => !names.has(name.text))
    .map(({ measure, name: { text: name }, quote, authority }) => ({
      id: `${pageOf(item)}:proposal:${measure}:${name}`,
      notice: notice.id,
      kind: 'notice',
      subject: `${name} · ${measure} · ${authority?.text ?? 'no authority named'}`,
      because: reason('second-proposes', { model: row.model ?? '', quote: quote.text }),
      candidates: [],
      createdAt: now,
      decision: null,
    }));
}

/** Millionths of a dollar: dollars a million tokens are millionths a token. */
const costOf = (
  { input, output }: { readonly input: number; readonly output: number },
  { price }: ReaderSettings,
) => Math.ceil(input * price.input + output * price.output);

const hash = (parts: string | readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
