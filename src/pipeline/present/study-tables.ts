import { formatReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Reason } from '../../domain/reason.ts';
import type { CalibrationReport, EventReport, Studies } from '../../domain/study-report.ts';

/**
 * A table for files and terminals: each column by its head, with the path of its value in a row.
 */
export interface ColumnTable<Source> {
  readonly columns: readonly (readonly [head: string, path: string])[];
  readonly rows: (source: Source) => readonly object[];
}

/**
 * @param text heads, separated by spaces; `head=path` where a row has its value under another name,
 * `score=after.score`
 */
export const columnsOf = (text: string): ColumnTable<never>['columns'] =>
  text.split(' ').map((part) => {
    const [head = '', path = head] = part.split('=');
    return [head, path];
  });

/**
 * The value of a column as text or number: reasons become sentences, lists are joined, and a number
 * in a column `…_at` or `…_since` is an instant. Undefined where the row has none.
 */
export function cellOf(
  row: object,
  [head, path]: ColumnTable<never>['columns'][number],
  language: Language,
): unknown {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at == null ? at : (at as Record<string, unknown>)[key]), row);
  if (typeof value === 'number' && /_(?:at|since)$|^at$/.test(head))
    return new Date(value).toISOString();
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'object' && value !== null
    ? formatReason(value as Reason, language)
    : value;
}

/** Every act, all judged years together: what the gates look at. */
export function mainPart({ parts }: CalibrationReport): CalibrationReport['parts'][number] | null {
  return parts.find((part) => part.label === 'all' && part.period === 'pooled') ?? null;
}

const of = <Report>(columns: string, rows: ColumnTable<Report>['rows']): ColumnTable<Report> => ({
  columns: columnsOf(columns),
  rows,
});

type StudyTables = {
  readonly [K in keyof Studies]: Readonly<
    Record<string, ColumnTable<NonNullable<Studies[K]>['report']>>
  >;
};

/** Results of the studies by table. Returns are fractions. */
export const STUDY_TABLES: StudyTables = {
  calibration: {
    parts: of<CalibrationReport>(
      'label period forecasts=n hits rate=judged.baseRate brier=judged.brier auc=judged.auc ' +
        'slope=judged.slope lift10=judged.lift10 log_score=judged.logScore ' +
        'intercept=judged.intercept mcb=judged.mcb dsc=judged.dsc unc=judged.unc',
      ({ parts }) => parts,
    ),
    skill: of<CalibrationReport>(
      'against skill=value company_5=byIssuer.low company_50=byIssuer.median ' +
        'company_95=byIssuer.high list_5=byBatch.low list_50=byBatch.median list_95=byBatch.high',
      (report) => mainPart(report)?.judged?.skill ?? [],
    ),
    reliability: of<CalibrationReport>(
      'from to forecasts=n said=meanP happened=rate',
      (report) => mainPart(report)?.judged?.reliability ?? [],
    ),
    gates: of<CalibrationReport>('gate=id asks value met', ({ gates }) => gates),
  },
  events: {
    events: of<EventReport>(
      'table level window acts=events days mean_car=meanCar low_95=low high_95=high ' +
        'patell=patell.value bmp=bmp.value kp=kolariPynnonen.value corrado=corrado.value ' +
        'holm_p=holm verdict',
      ({ tables }) =>
        tables.flatMap(({ of: table, rows }) => rows.map((row) => ({ ...row, table }))),
    ),
    trends: of<EventReport>(
      'table window levels days z=jonckheere.value p_one_sided=jonckheere.p slope=slope.value ' +
        'low_95=slope.low high_95=slope.high',
      ({ tables }) =>
        tables.flatMap(({ of: table, trends }) => trends.map((row) => ({ ...row, table }))),
    ),
    paths: of<EventReport>('level day mean_car=car', ({ paths }) =>
      paths.flatMap(({ level, points }) => points.map((point) => ({ level, ...point }))),
    ),
    excluded: of<EventReport>('company date because', ({ excluded }) => excluded),
  },
};
