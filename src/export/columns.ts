import { z } from 'zod';
import { Band, CaseStage } from '../domain/score.ts';

const text = (about: string) => z.string().describe(about);
const maybe = (about: string) => z.string().nullable().describe(about);
const day = (about: string) => z.iso.date().describe(about);
const maybeDay = (about: string) => z.iso.date().nullable().describe(about);
const moment = (about: string) => z.iso.datetime().describe(about);
const maybeMoment = (about: string) => z.iso.datetime().nullable().describe(about);
const count = (about: string) => z.int().describe(about);
const maybeCount = (about: string) => z.int().nullable().describe(about);
const real = (about: string) => z.number().describe(about);
const maybeReal = (about: string) => z.number().nullable().describe(about);
const flag = (about: string) => z.boolean().describe(about);

const company = text('Id of the company; it never changes.');
const ticker = maybe('First listing in force on that day, as Yahoo writes it; empty = not listed.');
const regulator = text('Id of the body that acted.');
const model = text('Version of weights and rules that made the score.');

/** `export scores`: one row a company and day from its first act or rule on. */
export const ScoreRow = z.strictObject({
  date: day('Day; the score is as of 23:59:59 in Shanghai.'),
  company,
  ticker,
  sector: text('Sector of the company.'),
  score: real('0 to 99.9, one decimal.'),
  band: Band.describe('background < 10, watch < 25, elevated < 50, high < 75, severe.'),
  load: real('L in severity units: score = 100 (1 - 2^(-L/10)).'),
  model,
});

/** `export signals`: what a stored notice did to the score of a company; immutable. */
export const SignalRow = z.strictObject({
  id: text('Notice, company and edge.'),
  detected_at: moment('When the document was first fetched.'),
  published_at: maybeMoment('When it was published, where a time is known.'),
  company,
  ticker,
  edge: text('operator = its own app; via = through a listed child; store = as a store.'),
  notice: text('Id of the notice.'),
  regulator,
  case: text('Id of the case.'),
  stage: CaseStage.describe('Stage of the case after the notice.'),
  level: count('1 to 5, by rule.'),
  before: real('Score before.'),
  after: real('Score after, at the same instant.'),
  change: real('after - before.'),
  band_before: Band.describe('Band before.'),
  band_after: Band.describe('Band after.'),
  deadline: maybeDay('Day by which the case is to be put right.'),
  told_because: text('first, new, escalated, deadline, closed or correction.'),
  origin: text('official = an authority’s own page; press = newspapers alone.'),
  earlier: count('Earlier acts of the same body on the company.'),
  late: flag('True where it was published days before it was detected.'),
  apps: text('Apps that it hit, joined by "; ".'),
});

/** `export events`: one row an act, each once, from history and stored notices. */
export const EventRow = z.strictObject({
  id: text('Id of the act: notice or record, and company.'),
  date: day('Day of the act in the zone of the body.'),
  known_at: moment('From when it counts; 23:59 of the day where no time is known.'),
  company,
  ticker,
  regulator,
  types: text('Types of act, joined by "+".'),
  level: maybeCount('1 to 5, by rule; empty for closings, which carry no load.'),
  level_rule: maybe('Rule that gave the level.'),
  case: maybe('Id of the case that it stands in.'),
  apps: text('Apps, joined by "; "; empty where the company as a whole is hit.'),
  further_apps: count('Apps that the notice counts and does not name.'),
  company_wide: flag('True where the company as a whole is hit.'),
  deadline: maybeDay('Day by which it is to be put right.'),
  fine_amount: maybeReal('Amount of a fine.'),
  fine_currency: maybe('Its currency.'),
  fine_share: maybeReal('Its share of revenue, 0 to 1.'),
  via: maybe('Listed child through which the company is touched.'),
  evidence: real('q: 1 official, 0.8 two newspapers, 0.5 one newspaper or unverified.'),
  attested: flag('False = unverified.'),
  origin: text('notice, history or facts.'),
  withdrawn_at: maybeMoment('From when it no longer counts: it was taken back or replaced.'),
  title: text('Title of the notice or record.'),
  url: maybe('Address of the evidence.'),
});

/** `export cases`: cases as they stand at the end of the range. */
export const CaseRow = z.strictObject({
  as_of: day('Day of the answer, 23:59:59 in Shanghai.'),
  id: text('Company, body and matter.'),
  company,
  ticker,
  regulator,
  stage: CaseStage.describe('Where it stands.'),
  opened: day('Day of its first act.'),
  deadline: maybeDay('Deadline of its latest act that set one.'),
  closed: maybeDay('Day on which the body closed it.'),
  open: flag('False once grace, lapse or closing ended it.'),
  acts: count('Acts in it.'),
  highest_level: count('Highest level of its acts.'),
  points: real('Points of its acts in the score of that day.'),
  title: text('Title of its first act.'),
});

/** What can be exported. */
export const TABLES = { scores: ScoreRow, signals: SignalRow, events: EventRow, cases: CaseRow } as const;
export type TableName = keyof typeof TABLES;

export interface ExportColumn {
  readonly name: string;
  readonly type: 'text' | 'date' | 'timestamp' | 'integer' | 'number' | 'boolean';
  readonly nullable: boolean;
  readonly about: string;
}

/** The columns of a table in their order, from its schema. */
export function columnsOf(table: TableName): ExportColumn[] {
  return Object.entries(TABLES[table].shape).map(([name, schema]) => {
    const nullable = schema instanceof z.ZodNullable;
    const inner = (nullable ? schema.unwrap() : schema) as z.ZodType;
    return { name, type: typeOf(inner), nullable, about: schema.description ?? '' };
  });
}

function typeOf(schema: z.ZodType): ExportColumn['type'] {
  const { type, format } = z.toJSONSchema(schema) as { type?: string; format?: string };
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  return format === 'date' ? 'date' : format === 'date-time' ? 'timestamp' : 'text';
}
