import { sentence } from '../../present/sentence.ts';
import type { Language } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import type { RequestContext } from '../request-context.ts';
import { mainPart } from '../study-calibration.ts';
import type { Studies } from '../study-shown.ts';
import type { TableFile } from './table-file.ts';

type StudyRows = NonNullable<Awaited<ReturnType<TableFile['rows']>>>;

/** A table of what a study found, if it was known on the requested day; none else. */
function tableOf<K extends keyof Studies>(
  path: string,
  of: K,
  columns: readonly string[],
  rows: (report: NonNullable<Studies[K]>['report'], language: Language) => StudyRows,
): TableFile {
  return {
    path,
    columns,
    rows: async (context: RequestContext, deps: WebDeps) => {
      const saved = (await deps.studies())[of];
      return saved === null || saved.at > context.at ? null : rows(saved.report, context.language);
    },
  };
}

/** Tables of the study page. Returns are fractions. */
export const STUDY_TABLES: readonly TableFile[] = [
  tableOf('/study/gates.csv', 'calibration', ['gate', 'asks', 'value', 'met'], ({ gates }) =>
    gates.map((one) => [one.id, one.asks, one.value, one.met]),
  ),
  tableOf(
    '/study/reliability.csv',
    'calibration',
    ['from', 'to', 'forecasts', 'said', 'happened'],
    (report) =>
      (mainPart(report)?.judged?.reliability ?? []).map((bin) => [
        ...[bin.from, bin.to, bin.n, bin.meanP, bin.rate],
      ]),
  ),
  tableOf(
    '/study/skill.csv',
    'calibration',
    [...['against', 'skill', 'company_5', 'company_50', 'company_95'], ...['list_5', 'list_50', 'list_95']],
    (report) =>
      (mainPart(report)?.judged?.skill ?? []).map(({ against, value, byIssuer, byBatch }) => [
        ...[against, value, byIssuer.low, byIssuer.median, byIssuer.high],
        ...[byBatch.low, byBatch.median, byBatch.high],
      ]),
  ),
  tableOf(
    '/study/parts.csv',
    'calibration',
    ['label', 'period', 'forecasts', 'hits', 'rate', 'brier', 'auc', 'slope', 'lift10'],
    ({ parts }) =>
      parts.map(({ label, period, n, hits, judged }) => [
        ...[label, period, n, hits, judged?.baseRate ?? null, judged?.brier ?? null],
        ...[judged?.auc ?? null, judged?.slope ?? null, judged?.lift10 ?? null],
      ]),
  ),
  tableOf(
    '/study/events.csv',
    'events',
    [
      ...['table', 'level', 'window', 'acts', 'days', 'mean_car', 'low_95', 'high_95'],
      ...['patell', 'bmp', 'kp', 'corrado', 'holm_p', 'verdict'],
    ],
    ({ tables }) =>
      tables.flatMap(({ of, rows }) =>
        rows.map((row) => [
          ...[of, row.level, row.window, row.events, row.days, row.meanCar, row.low, row.high],
          ...[row.patell, row.bmp, row.kolariPynnonen, row.corrado].map((one) => one?.value ?? null),
          ...[row.holm, row.verdict],
        ]),
      ),
  ),
  tableOf('/study/paths.csv', 'events', ['level', 'day', 'mean_car'], ({ paths }) =>
    paths.flatMap(({ level, points }) => points.map(({ day, car }) => [level, day, car])),
  ),
  tableOf('/study/excluded.csv', 'events', ['company', 'date', 'because'], ({ excluded }, language) =>
    excluded.map((one) => [one.company, one.date, sentence(one.because, language)]),
  ),
];
