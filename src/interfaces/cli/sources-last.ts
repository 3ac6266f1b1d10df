import { CommandProblem, type Io } from '../../app/io.ts';
import { isOn, readAddress } from '../../app/sinks.ts';
import { formatReason, renderReason } from '../../base/i18n/sentence.ts';
import { kindOf } from '../../domain/act-kind.ts';
import type { Address, Alert, Delivery } from '../../domain/alert.ts';
import type { AlertId, NoticeId, SourceId } from '../../domain/ids.ts';
import type { Level } from '../../domain/score.ts';
import { type WatchedSource, watchedSourcesOf } from '../../knowledge/catalog/watched-sources.ts';
import { newDelivery } from '../../pipeline/alert/delivery.ts';
import { createOutbound } from '../../pipeline/flows/outbound.ts';
import { processItem } from '../../pipeline/flows/pipeline.ts';
import { readerOf } from '../../pipeline/flows/reader.ts';
import { createWorkers } from '../../pipeline/flows/workers.ts';
import { lastEntries } from '../../pipeline/watch/check-source.ts';
import type { CliCommand } from './command.ts';
import { type CliContext, withCliContext } from './context.ts';
import { JSON_OPTION } from './option-values.ts';

const MOST = 50;

/**
 * `sources last <source> [n]`: the newest notices of a source, stored and read as late ones, and
 * alerted to one address if asked.
 */
export const sourcesLast: CliCommand = (command, { io, run }) =>
  command
    .description(
      'the newest notices of a source: stored, read and shown as late ones, alerting nobody',
    )
    .argument('<source>', 'its id')
    .argument('[n]', `how many, at most ${MOST}`, '5')
    .option(
      '--to <address>',
      'alert one address: discord:channel:<id>, webhook:https://…; others hear nothing',
    )
    .option(...JSON_OPTION)
    .action(
      run(async (id, n, { to }, command) => {
        const count = Number(n);
        if (!Number.isInteger(count) || count < 1 || count > MOST)
          throw new CommandProblem(`"${n}" is not a number from 1 to ${MOST}.`);
        const address = to === undefined ? null : readAddress(to, '--to');
        if (address?.ok === false) throw new CommandProblem(`${address.because}.`);
        const { json } = command.optsWithGlobals() as { json?: boolean };
        const work = async (cli: CliContext) => {
          const watched = watchedSourcesOf(cli.knowledge.catalog, cli.env).get(id as SourceId);
          if (watched === undefined)
            throw new CommandProblem(`No source is called ${id}; \`tocsin sources\` lists them.`);
          const rows = await lastOf(watched, count, cli, io);
          const alerted = address === null ? null : await alertOne(rows, address.address, cli);
          io.out(json ? JSON.stringify(rows.map(jsonOf), null, 2) : rows.map(textOf).join('\n'));
          if (alerted !== null) io.err(alerted);
          return rows.length > 0 ? 0 : 1;
        };
        return withCliContext(io, work, { write: true });
      }),
    );

type NoticeRow = Awaited<ReturnType<typeof lastOf>>[number];

async function lastOf(watched: WatchedSource, count: number, cli: CliContext, io: Io) {
  const { env, store, knowledge } = cli;
  const now = io.now();
  const { source } = watched;
  if (source.instance !== null && !URL.canParse(source.url))
    throw new CommandProblem(
      `${source.id} is a route on a server of your own: set ${source.instance}.`,
    );
  const reach = createOutbound({ env, now: io.now });
  const workers = createWorkers();
  try {
    const last = await lastEntries(
      source,
      count,
      { ...reach, store, proxy: reach.proxyOf(source), pages: workers.pages },
      now,
    );
    if (!last.ok) throw new CommandProblem(last.message);
    if (last.listed < count) io.err(`The list shows ${last.listed}.`);
    const reader = readerOf(knowledge.catalog);
    const deps = {
      knowledge,
      reader,
      store,
      decode: workers.decode,
      watchedSourceOf: () => watched,
    };
    const rows = [];
    for (const entry of last.entries) {
      const { item } = entry;
      const stored = async () =>
        item === null ? null : store.notice(item.id as string as NoticeId);
      // Read now unless it was read before, here or by a running program.
      if (item !== null && (await stored()) === null) await processItem(item, now, deps);
      const notice = await stored();
      const signals = notice === null ? [] : await store.signals({ notice: notice.id, limit: 500 });
      rows.push({ entry, notice, signals });
    }
    return rows;
  } finally {
    await workers.close();
    await reach.close();
  }
}

/** Schedules an alert of each notice for one address; a second request schedules nothing new. */
async function alertOne(
  rows: readonly NoticeRow[],
  address: Address,
  { store, env, clock }: CliContext,
) {
  const alerts: Alert[] = [];
  const deliveries: Delivery[] = [];
  for (const { notice, signals } of rows.toReversed()) {
    const [first] = signals;
    if (notice === null || first === undefined) continue;
    const alert: Alert = {
      id: `${notice.id}:asked` as AlertId,
      notice: notice.id,
      alertReason: first.alertReason,
      signals: signals.map((signal) => signal.id),
      urgency: 'same-day',
      createdAt: clock.now(),
      follows: null,
    };
    alerts.push(alert);
    const level = Math.max(...signals.map((signal) => signal.level)) as Level;
    deliveries.push(
      newDelivery(alert, address, { subscriptions: [], signals: alert.signals, level }),
    );
  }
  await store.saveScheduledAlerts({ alerts, deliveries, channel: null });
  if (deliveries.length === 0)
    return 'Nothing of it names a company that is known here: nothing is sent.';
  const off = isOn(address.sink, env) ? '' : ` once ${address.sink} is configured`;
  return (
    `${deliveries.length} ${deliveries.length === 1 ? 'alert is' : 'alerts are'} sent by the ` +
    `running program${off}.`
  );
}

function jsonOf({ entry, notice, signals }: NoticeRow) {
  const { item, ...facts } = entry;
  return {
    ...facts,
    item: item?.id ?? null,
    late: item?.late === true,
    backfill: item?.backfill ?? null,
    verdict: notice?.verdict ?? null,
    because: notice === null ? null : renderReason(notice.verdictBecause, 'en'),
    actions: notice?.actions.map((action) => kindOf(action.act)) ?? [],
    apps: notice?.mentions.filter((mention) => mention.role === 'subject').length ?? 0,
    companies: signals.map((signal) => signal.company),
  };
}

function textOf(row: NoticeRow): string {
  const { entry } = row;
  const stored = entry.item === null ? 'not stored' : 'stored before';
  const mark = entry.fresh ? 'late, stored now' : stored;
  const head = `${entry.statedDate ?? 'no date'}  ${entry.title} (${mark})`;
  return [head, readingOf(row), entry.url, ...(entry.problem === null ? [] : [entry.problem])].join(
    '\n  ',
  );
}

function readingOf(row: NoticeRow): string {
  const { notice } = row;
  if (notice === null) return 'not read';
  if (notice.verdict !== 'action')
    return `${notice.verdict}: ${formatReason(notice.verdictBecause, 'en')}`;
  const { actions, apps, companies } = jsonOf(row);
  const owners = companies.length === 0 ? '' : `; ${companies.join(', ')}`;
  return `${[...new Set(actions)].join(', ')}: ${apps} named${owners}`;
}
