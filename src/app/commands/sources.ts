import Table from 'cli-table3';
import type { SourceState } from '../../domain/item.ts';
import type { CliCommand } from '../command.ts';
import { openDesk } from '../desk.ts';
import { carriersOf } from '../sources.ts';

const ago = (at: number | null, now: number): string => {
  if (at === null) return 'never';
  const minutes = Math.round((now - at) / 60_000);
  return minutes < 60
    ? `${minutes} min ago`
    : minutes < 2_880
      ? `${Math.round(minutes / 60)} h ago`
      : `${Math.round(minutes / 1_440)} d ago`;
};

/** `sources`: everything that is watched, when it last answered, and what is wrong with it. */
export const sources: CliCommand = {
  define: (program, run, io) =>
    program
      .command('sources')
      .description('what is watched, and how it is doing')
      .option('--json', 'for machines; the shape is stable')
      .action((options: { json?: boolean }) =>
        run(async () => {
          const desk = await openDesk(io);
          try {
            const states = new Map((await desk.store.sourceStates()).map((state) => [state.source, state]));
            const rows = [...carriersOf(desk.knowledge.catalog).values()].map(({ source, outlet }) =>
              rowOf(source, outlet === null, states.get(source.id)),
            );
            if (options.json === true) io.out(JSON.stringify(rows, null, 2));
            else io.out(tableOf(rows, io.now()));
            return 0;
          } finally {
            await desk.close();
          }
        }),
      ),
};

function rowOf(
  source: { id: string; title: string; kind: string; url: string; enabled: boolean; address: string },
  official: boolean,
  state: SourceState | undefined,
) {
  return {
    id: source.id,
    title: source.title,
    kind: source.kind,
    url: source.url,
    official,
    enabled: source.enabled,
    address: source.address,
    lastSuccessAt: state?.lastSuccessAt ?? null,
    lastChangeAt: state?.lastChangeAt ?? null,
    nextPollAt: state?.nextPollAt ?? null,
    failures: state?.failures ?? 0,
    finding: state?.finding ?? null,
  };
}

function tableOf(rows: readonly ReturnType<typeof rowOf>[], now: number): string {
  const table = new Table({
    head: ['source', 'kind', 'official', 'address', 'answered', 'changed', 'finding'],
    style: { head: [], border: [] },
  });
  for (const row of rows)
    table.push([
      row.enabled ? row.id : `${row.id} (off)`,
      row.kind,
      row.official ? 'yes' : 'press',
      row.address,
      ago(row.lastSuccessAt, now),
      ago(row.lastChangeAt, now),
      row.finding === null ? '' : `${row.finding.code} (${row.failures}×)`,
    ]);
  return rows.length === 0 ? 'No source is configured.' : table.toString();
}
