import { z } from 'zod';
import { AppAnswer, HistoryAnswer, RiskAnswer, WhyAnswer } from '../../answers/queries/answers.ts';
import { atOf } from '../../answers/queries/at.ts';
import { type Citation, citationsOf } from '../../answers/queries/citations.ts';
import { withDecisions } from '../../answers/queries/decisions.ts';
import { companyMeant, type LookupDeps, offersOf } from '../../answers/queries/lookup-result.ts';
import { type Lookup, lookUp } from '../../answers/queries/lookups.ts';
import { renderReason } from '../../base/i18n/sentence.ts';
import { ActKind } from '../../domain/act-kind.ts';
import { Language } from '../../domain/language.ts';
import { SaidReason } from '../../domain/reason.ts';
import { ReportedAction } from '../../domain/reported-action.ts';
import type { Instant } from '../../domain/time.ts';
import { safeCard } from '../../pipeline/present/safe-card.ts';
import { cardText } from '../../pipeline/present/text.ts';
import { stateOf } from '../../pipeline/standing/company-state.ts';
import { recordOver, watchingOf } from '../../pipeline/standing/record.ts';
import { answerShape, type Horizon, type ToolAnswer, WrongQuestion } from './answer.ts';

/** One tool of the server: a look-up that reads and never writes. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly answer: (args: never, deps: LookupDeps) => Promise<ToolAnswer>;
}

const text = z.string().trim().min(1).max(200);
const COMPANY = text.describe(
  'A ticker (0700.HK, TCOM, 700 HK, XHKG:0700), a name in English, Chinese or pinyin, or an id',
);
const common = {
  at: z
    .string()
    .optional()
    .describe('Day (its end in Shanghai) or instant with offset; absent = now'),
  language: Language.default('en').describe('Language of sentences'),
};
const NO_ARGUMENTS = z.object(common);
const OF_COMPANY = z.object({ company: COMPANY, ...common });
const MAYBE_COMPANY = z.object({ company: COMPANY.optional(), ...common });

/** Of a text alone: what the other interfaces show as a card. */
const TextAnswer = z.object({
  text: z.string(),
  table: z.array(z.array(z.string())).nullable().describe('First row = names of the columns'),
});

const UnconfirmedAnswer = z.object({
  reports: z.array(
    z.object({
      ...ReportedAction.pick({
        notice: true,
        company: true,
        name: true,
        day: true,
        outlet: true,
        probability: true,
        quote: true,
        title: true,
        url: true,
      }).shape,
      kind: ActKind,
      authority: z.string().nullable().describe('As the text names it'),
    }),
  ),
});

type CommonQuery = { readonly at?: string | undefined; readonly language: Language };

/** A tool over one of the look-ups that commands and slash commands ask. */
function lookupTool<Input extends z.ZodObject, Answer extends z.ZodType>(
  lookup: Lookup['name'],
  { name, title, description }: Pick<Tool, 'name' | 'title' | 'description'>,
  input: Input,
  shape: Answer,
  words: (args: z.infer<Input>) => readonly string[],
  more: {
    readonly developer?: (args: z.infer<Input>) => string | undefined;
    readonly data?: (answer: unknown) => z.input<Answer>;
  } = {},
): Tool {
  const output = answerShape(shape);
  const answer = async (
    args: z.infer<Input> & CommonQuery,
    deps: LookupDeps,
  ): Promise<ToolAnswer> => {
    const at = instantOf(args.at, deps);
    const query = words(args);
    const language = args.language;
    const developer = more.developer?.(args);
    const found = await lookUp(lookup, { words: query, language, at, developer }, deps);
    const rests = await restingOn(lookup, query, at, deps, language);
    const base = { asOf: new Date(at).toISOString(), ...rests };
    if (!found.found) {
      const because = renderReason(found.because, language).text;
      const candidates = [...found.candidates];
      return {
        text: [because, ...candidates.map(({ id, name }) => `${id}  ${name}`)].join('\n'),
        data: { ...base, found: false, because, candidates, answer: null },
      };
    }
    const shown = cardText(safeCard(found.card), WIDTH);
    const plain = { text: shown, table: found.table?.map((row) => [...row]) ?? null };
    const data = more.data?.(found.answer) ?? found.answer ?? plain;
    return {
      text: shown,
      data: { ...base, found: true, because: null, candidates: [], answer: shape.parse(data) },
    };
  };
  return { name, title, description, input, output, answer: answer as never };
}

/** Columns of the plain text beside the data. */
const WIDTH = 100;

/** The instant that is asked for. */
function instantOf(at: string | undefined, { clock }: Pick<LookupDeps, 'clock'>): Instant {
  const found = at === undefined ? clock.now() : atOf(at);
  if (found === null)
    throw new WrongQuestion(`"${at}" is not a date: write 2021-08-18 or 2021-08-18T10:00+08:00.`);
  return found;
}

/** Look-ups about one company, whose acts are proof of the answer. */
const ABOUT_A_COMPANY: ReadonlySet<Lookup['name']> = new Set([
  'risk',
  'why',
  'history',
  'deadlines',
  'unconfirmed',
]);

/** The span of the record, and the acts behind an answer about companies. */
async function restingOn(
  lookup: Lookup['name'],
  words: readonly string[],
  at: Instant,
  deps: LookupDeps,
  language: Language,
): Promise<{ horizon: Horizon | null; evidence: Citation[]; moreEvidence: number }> {
  const none = { horizon: null, evidence: [], moreEvidence: 0 };
  if (!ABOUT_A_COMPANY.has(lookup) && lookup !== 'compare') return none;
  const evidence: Citation[] = [];
  let moreEvidence = 0;
  let horizon: Horizon | null = null;
  for (const query of words) {
    const meant = companyMeant(query, at, deps);
    if (!meant.found) continue;
    const { cited, more } = await citationsOf(
      await stateOf(deps, meant.company, at),
      deps.store,
      language,
    );
    evidence.push(...cited);
    moreEvidence += more;
    horizon ??= await horizonOver(meant.company.country, at, deps);
  }
  return { horizon, evidence, moreEvidence };
}

async function horizonOver(country: string, at: Instant, deps: LookupDeps): Promise<Horizon> {
  const watching = await watchingOf(deps.store, deps.clock.now());
  const { from, until, watchedSince, because } = recordOver(deps.knowledge, country, at, watching);
  return { from, until, watchedSince, because };
}

const SearchAnswer = z.object({
  companies: z.array(z.object({ id: z.string(), label: z.string(), because: SaidReason })),
});
const SEARCH = z.object({
  query: text.describe('A ticker or a name, also in part'),
  limit: z.number().int().min(1).max(50).default(10),
  language: common.language,
});

const search: Tool = {
  name: 'find_company',
  title: 'Find a company',
  description:
    'Companies that a ticker, a name or an app may mean, best first, each with why it is offered. Ask this first where a name may mean several.',
  input: SEARCH,
  output: answerShape(SearchAnswer),
  answer: (async ({ query, limit, language }: z.infer<typeof SEARCH>, deps: LookupDeps) => {
    const companies = offersOf(query, limit, deps).map((offer) => ({
      ...offer,
      because: renderReason(offer.because, language),
    }));
    const lines = companies.map(({ id, label, because }) => `${id}  ${label}: ${because.text}`);
    return {
      text: lines.join('\n') || 'Nothing of that name is known.',
      data: {
        found: companies.length > 0,
        because: companies.length > 0 ? null : 'Nothing of that name is known.',
        candidates: [],
        asOf: new Date(deps.clock.now()).toISOString(),
        horizon: null,
        answer: { companies },
        evidence: [],
        moreEvidence: 0,
      },
    };
  }) as never,
};

const company = ({ company }: { readonly company?: string | undefined }) =>
  company === undefined ? [] : [company];

/** Every tool, in the order in which they are listed. None of them changes anything. */
export const TOOLS: readonly Tool[] = [
  search,
  lookupTool(
    'risk',
    {
      name: 'company_risk',
      title: 'Regulatory risk of a company',
      description:
        'Score (0 to 99.9) of a listed company with factors that add up, what an authority did last, open cases, deadlines, what would change it. A score of null means that no act is known, which is not a score of zero.',
    },
    OF_COMPANY,
    RiskAnswer,
    company,
  ),
  lookupTool(
    'why',
    {
      name: 'explain_score',
      title: 'Take a score apart',
      description:
        'Each factor of a score in points with its waterfall, the change since a day before, outlook, peak, and its rank in the sector.',
    },
    OF_COMPANY,
    WhyAnswer,
    company,
  ),
  lookupTool(
    'history',
    {
      name: 'company_history',
      title: 'Acts of authorities against a company',
      description:
        'All dated acts, rules and notes about a company, newest first: what was done, to what, by whom, whether it stands, and its level.',
    },
    OF_COMPANY,
    HistoryAnswer,
    company,
  ),
  lookupTool(
    'compare',
    {
      name: 'compare_companies',
      title: 'Compare companies',
      description: 'Two to five companies beside each other, the riskiest first.',
    },
    z.object({ companies: z.array(COMPANY).min(2).max(5), ...common }),
    TextAnswer,
    ({ companies }) => companies,
  ),
  lookupTool(
    'app',
    {
      name: 'app_owner',
      title: 'Which company does an app belong to?',
      description:
        'The listed company behind an app, as of a day, with the chain of ownership and what each link rests on.',
    },
    z.object({
      name: text.describe('As a notice writes it: 微信, 去哪儿旅行, QQ Music'),
      developer: text.optional().describe('The developer that is printed beside it'),
      ...common,
    }),
    AppAnswer,
    ({ name }) => [name],
    { developer: ({ developer }) => developer },
  ),
  lookupTool(
    'notice',
    {
      name: 'read_notice',
      title: 'A notice as it was read',
      description:
        'The newest notice about a company, or one by the reference of an alert or its id: every name, what it was matched to and why. Without a word the newest notices.',
    },
    z.object({
      of: text.optional().describe('A company, the reference of an alert, or the id of a notice'),
      ...common,
    }),
    TextAnswer,
    ({ of }) => (of === undefined ? [] : [of]),
  ),
  lookupTool(
    'deadlines',
    {
      name: 'deadlines',
      title: 'Deadlines in open cases',
      description: 'Deadlines that are ahead, and those that passed within a week.',
    },
    MAYBE_COMPANY,
    TextAnswer,
    company,
  ),
  lookupTool(
    'unconfirmed',
    {
      name: 'unconfirmed_reports',
      title: 'Reports that nobody confirmed',
      description:
        'Acts that one report states and nobody confirmed yet, each with its quote, its outlet and how sure the reader is. Not facts: say so when you repeat one.',
    },
    MAYBE_COMPANY,
    UnconfirmedAnswer,
    company,
    {
      data: (answer) => ({
        reports: (answer as ReportedAction[]).map((action) => ({
          ...action,
          authority: action.authority?.name ?? null,
        })),
      }),
    },
  ),
  lookupTool(
    'coverage',
    {
      name: 'coverage',
      title: 'What is watched',
      description:
        'Which authorities and newspapers are watched, how each source is doing, and of whom nothing can be seen.',
    },
    NO_ARGUMENTS,
    TextAnswer,
    () => [],
  ),
];

/** Answers a tool with all decisions of people so far. */
export async function answerTool(
  { answer }: Tool,
  args: unknown,
  deps: LookupDeps,
): Promise<ToolAnswer> {
  const knowledge = await withDecisions(deps.knowledge, deps.store);
  return answer(args as never, { ...deps, knowledge });
}
