import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { AppAnswer, HistoryAnswer, RiskAnswer, WhyAnswer } from '../src/answers/queries/answers.ts';
import { ReplayReport } from '../src/answers/replay/replay-compare.ts';
import { Aftermath, CalibrationReport, EventReport } from '../src/domain/study-report.ts';
import { Incidents, LastNotices, SourceChecks, SourceRows } from './source-shapes.ts';

// Writes docs/json.md from the schemas that the answers are checked with: `node
// scripts/json-shapes.ts`. With --check it only compares.

const SHAPES = [
  ['risk <company> --json', RiskAnswer],
  ['app <name> --json', AppAnswer],
  ['why <company> --json', WhyAnswer],
  ['history <company> --json', HistoryAnswer],
  ['sources --json', SourceRows],
  ['sources check --json', SourceChecks],
  ['sources last <source> --json', LastNotices],
  ['sources incidents --json', Incidents],
  ['replay --json', ReplayReport],
  ['study calibration --json', CalibrationReport],
  ['study events --json', EventReport],
  ['study aftermath <alert> --json', Aftermath],
] as const;

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

/**
 * `string`, `number or null`, `one of a, b`, `list of` …; objects are told field by field below.
 */
function inWords(shape: Shape): string {
  if (shape.enum !== undefined) return `one of ${shape.enum.map((one) => `\`${one}\``).join(', ')}`;
  if (shape.anyOf !== undefined) return shape.anyOf.map(inWords).join(' or ');
  if (shape.type === 'array') return `list of ${inWords(shape.items ?? {})}`;
  return [shape.type ?? 'any'].flat().join(' or ');
}

function fields(shape: Shape, path: string): string[] {
  const inner =
    shape.anyOf?.find((one) => one.properties !== undefined) ??
    (shape.type === 'array' ? shape.items : shape);
  const prefix = shape.type === 'array' ? `${path}[]` : path;
  return Object.entries(inner?.properties ?? {}).flatMap(([name, field]) => {
    const own = prefix === '' ? name : `${prefix}.${name}`;
    return [`| \`${own}\` | ${inWords(field)} |`, ...fields(field, own)];
  });
}

const page = [
  '# What `--json` prints',
  '',
  'Made by `node scripts/json-shapes.ts` from the schemas that the tests check the answers with. Fields may be added; none is renamed or dropped.',
  'Those of `sources` are written down in `scripts/source-shapes.ts`. Times that are integers are milliseconds since 1970; lists print as `[]`.',
  'A reason is an object: `code` and `params` for programs, `text` for people. The codes stand in `config/messages/en/messages.json` under `reasons`; the gaps of a sentence are the parameters of its code.',
  '',
  '## Version 0.2: what was renamed',
  '',
  '| where | 0.1 | 0.2 |',
  '|---|---|---|',
  '| `history`: `entries[].types` of acts | types (`fined`, `probe-opened` …) | the measure (`fine`, `probe`, `sue` …) or the effect (`annulled` …) of [acts](acts.md); the whole act in `act`, `object`, `sentence`, `state` |',
  '| `export events`: `types` | types joined by "+" | `measure`, `form`, `posture`, `effect`, `changes`, `object`, `object_name`, `who`, `market`, `matter`, `programme`, `decided`, `grade` |',
  '| `read --jsonl`: `verdict` | `told`, `unconfirmed`, `none` | `confirmed`, `reported`, `unconfirmed`, `none` |',
  '| `config/history`: `records` | `regulator`, `date`, `types`, `liftedOn`, `inForce`, `fine` … | `acts`: `by`, `acted`, `public`, `measure`, `form`, `posture`, `ended`, `checked`, `size` … |',
  '',
  '`why --json` keeps its fields, and ids of factors keep their form.',
  '',
  '## Version 0.3: what was renamed',
  '',
  '| where | 0.2 | 0.3 |',
  '|---|---|---|',
  '| `risk --json`, `why --json`: points that somebody else attests, of all and of each factor | `confirmed` | `attested`; `confirmed` stands beside it until 0.4 |',
  '| `GET /api/v1/notices`, `GET /api/v1/unconfirmed`: acts | `type` (`fined`, `probe-opened` …) | `kind`: a measure (`fine`), a measure in a form (`probe/formal`) or an effect (`lifted`) of [acts](acts.md) |',
  '| `GET /api/v1/companies`: `act` | types | groups, measures and forms; types are accepted until 0.4 |',
  '',
  'A store is upgraded when it is opened, so all processes that share it run one version.',
  ...SHAPES.flatMap(([command, schema]) => [
    '',
    `## ${command}`,
    '',
    '| field | type |',
    '|---|---|',
    ...fields(z.toJSONSchema(schema) as Shape, ''),
  ]),
  '',
].join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync('docs/json.md', 'utf8') !== page) {
    console.error('docs/json.md is not what the schemas say: run node scripts/json-shapes.ts');
    process.exitCode = 1;
  }
} else writeFileSync('docs/json.md', page);
