import { z } from 'zod';
import { flag, positive, text } from './file-values.ts';
import { CompanyId, type IssueId } from './ids.ts';
import { Effect, Measure } from './measures.ts';
import type { RecordWords } from './record-words.ts';
import type { ReleaseWords } from './release-words.ts';

/** One accusation of the closed glossary with its names and every phrase that means it. */
export interface Issue {
  id: IssueId;
  en: string;
  zh: string;
  phrases: { zh: string[]; en: string[] };
}

/**
 * Plain phrases of authorities' list notices (`config/words/official.yml`); `…` in one is a gap of
 * up to 24 characters.
 */
export const OfficialPhrases = z.strictObject({
  actions: z.array(
    z.strictObject({
      measure: Measure,
      form: text.optional(),
      english: text,
      phrases: z.array(text).min(1),
    }),
  ),
  /** Words behind which an act is one of an earlier day. */
  past: z.array(text),
  /** Words behind which an act is a threat or a plan. */
  announced: z.array(text),
  /** Words of sums over earlier acts. */
  statistics: z.array(text),
  /** Longer words that hold a phrase and state nothing. */
  none: z.array(text),
  /**
   * Rules and drafts: `《》` stands for the title. `noun` and `draft` are words of titles; `cited` is
   * a rule that is only referred to; `effective` stands in a sentence that names the day from which
   * it holds.
   */
  rules: z.record(
    z.enum(['proposed', 'enacted', 'cited', 'effective', 'noun', 'draft']),
    z.array(text),
  ),
  /** Offices by what they are, where a text names none. */
  authorities: z.array(text),
  /** Words of lines around an article, and of lines behind its end. */
  page: z.strictObject({ chrome: z.array(text), ending: z.array(text) }),
});

/**
 * Questions that a page answers before it is read for acts (`config/words/gate.yml`): `says` =
 * phrases of a yes, `unless` = phrases by which it is an act all the same.
 */
const question = { says: z.array(text), unless: z.array(text).default([]) };
export const GateWords = z.strictObject({
  fiction: z.strictObject(question),
  /** `rumours` and, behind one, `refuted` deny what the rumour says. */
  denial: z.strictObject({ ...question, rumours: z.array(text), refuted: z.array(text) }),
  /**
   * `ends` = last words of a title; `duties` = words that make it a paper whatever else it says.
   */
  paper: z.strictObject({ ...question, ends: z.array(text), duties: z.array(text) }),
  /** `things` = what is faked, where not goods are. */
  victims: z.strictObject({ ...question, things: z.array(text) }),
  /**
   * Ends of approvals and recalls; words of the page by which the firm wanted it, and by which an
   * authority acted first.
   */
  requested: z.strictObject({ ...question, asks: z.array(text), ordered: z.array(text) }),
  approval: z.strictObject(question),
  /** `always` = sums of what others reported, whatever else the title says. */
  summary: z.strictObject({ ...question, begins: z.array(text), always: z.array(text) }),
  /** Phrases of what is taken back, by its effect on the earlier act. */
  /** Words of titles that say what was done to an act which stands all the same. */
  changed: z.strictObject({
    annulled: z.array(text),
    upheld: z.array(text),
    reduced: z.array(text),
    expired: z.array(text),
    extended: z.array(text),
    amended: z.array(text),
    /** Words of titles below which the first sentences say what was done. */
    titles: z.array(text),
    unless: z.array(text),
  }),
  eased: z.strictObject({
    lifted: z.array(text),
    annulled: z.array(text),
    withdrawn: z.array(text),
    dropped: z.array(text),
    stayed: z.array(text),
    /** Words of titles below which the first sentences say whether it is an end. */
    titles: z.array(text),
    unless: z.array(text),
    /** Words of a sentence whose names are struck off an earlier list. */
    struck: z.array(text),
  }),
});
export type GateWords = z.infer<typeof GateWords>;

/** How a decision against named parties is written (`config/words/decisions.yml`). */
export const DecisionWords = z.strictObject({
  /** Words of a title by which a page is such a decision. */
  titles: z.array(text),
  /** Words in front of a party. */
  parties: z.array(text),
  firms: z.array(text),
  persons: z.array(text),
  /** Words of a title behind 对 at which the name of a party ends. */
  cuts: z.array(text),
  /** Last words of names of firms. */
  endings: z.array(text),
  /** Where what is decided begins and ends. */
  begins: z.array(text),
  stops: z.array(text),
  intended: z.array(text),
  /** What is decided, the gravest first. */
  measures: z.array(
    z.strictObject({
      measure: Measure,
      form: text.optional(),
      english: text,
      phrases: z.array(text).min(1),
    }),
  ),
});
export type DecisionWords = z.infer<typeof DecisionWords>;

/** What a word of the press says: a measure or an effect; `quoted` = only roughly. */
const saidByWord = {
  measure: Measure.optional(),
  form: text.optional(),
  effect: Effect.optional(),
  quoted: flag.default(false),
  words: z.array(text).min(1),
};

/**
 * What a name is that an act concerns and is not aimed at: a `witness` that hands over what it has
 * of others, the `means` that others used, the trade of a `law`, the `place` where others posted. /
 */
export const BystanderKind = z.enum(['witness', 'means', 'law', 'place', 'partner']);
export type BystanderKind = z.infer<typeof BystanderKind>;

/**
 * How a sentence says that a name is a bystander. `words` = groups of phrases; `says` = groups in
 * their order, `NAME` for the name, with the most words (Chinese: characters) between two of them;
 * `unless` = groups that must not stand in the sentence, `behind` = nor right behind.
 */
export const BystanderWords = z
  .strictObject({
    words: z.record(text, z.array(text).min(1)),
    rows: z.array(
      z.strictObject({
        is: BystanderKind,
        says: text,
        unless: z.array(text).default([]),
        behind: z.array(text).default([]),
      }),
    ),
  })
  .superRefine(({ words, rows }, context) => {
    for (const { says, unless, behind } of rows)
      for (const group of [...says.split(' '), ...unless, ...behind])
        if (!/^\d+$|^NAME$/.test(group) && words[group] === undefined)
          context.addIssue({ code: 'custom', message: `"${group}" is no group of these words` });
  });
export type BystanderWords = z.infer<typeof BystanderWords>;

/**
 * Words by which press and official prose are read. `steps` say what an authority does, by kind:
 * `rank` = how much the words say, `but` = words with a kind, or a rank, of their own; `cues` are
 * classes of words that the model weighs; `bodies` are common nouns that stand for an authority;
 * `official` are those acts that nobody but an authority does, so that a headline need not name it;
 * `home` are words for authorities that only one country has; `vague` are bodies that say of no
 * authority which it is; `bystanders` say when an act is not aimed at a name.
 */
export const PressWords = z.strictObject({
  steps: z.record(
    text,
    z.strictObject({
      ...saidByWord,
      rank: positive,
      but: z
        .array(
          z.strictObject({
            ...saidByWord,
            rank: positive.optional(),
            /** Only where one of these stands near it: 撤销 … 牌照. */
            beside: z.array(text).optional(),
            /** Only where one of these stands before it in its clause: judge … blocks. */
            by: z.array(text).optional(),
            /** Only where one of these stands behind it in its clause: cuts … fine. */
            of: z.array(text).optional(),
          }),
        )
        .default([]),
    }),
  ),
  cues: z.record(text, z.array(text)),
  bodies: z.array(text),
  official: z.array(text),
  home: z.record(z.string().regex(/^[A-Z]{2}$/), z.array(text)),
  vague: z.array(text),
  bystanders: BystanderWords,
});
export type PressWords = z.infer<typeof PressWords>;

/** Words by which the name of a company in a text is another's or nobody's. */
export const NameWords = z.strictObject({
  counted: z.array(text),
  titles: z.array(text),
  surnames: text,
  longer: z.array(text),
  support: z.strictObject({ en: z.array(text), zh: z.array(text) }),
  papers: z.strictObject({ names: z.array(text), before: z.array(text), after: z.array(text) }),
  shared: z.array(
    z.strictObject({ name: text, company: CompanyId.optional(), beside: z.array(text).min(1) }),
  ),
});
export type NameWords = z.infer<typeof NameWords>;

/**
 * Names of listed companies of one word that is no other word: `names` as a whole, `heads` the
 * first word of a longer name, `also` known by hand. `tails` = words behind such a name in those of
 * its group; `descriptions` = words in front of a name that say what the firm is.
 */
export const CoinedWords = z.strictObject({
  names: z.array(text),
  heads: z.array(text),
  also: z.array(text),
  tails: z.array(text),
  descriptions: z.array(text),
  /** Words that, with those above, make no name of a company without its legal form. */
  everyday: z.array(text),
  /** Given names: a name of one word behind one of them is a person's. */
  given: z.array(text),
  /** First words of a short name that many others bear too. */
  general: z.array(text),
  /** Names that only authorities' own pages give a company, with its id. */
  called: z.record(text, CompanyId),
  /** Names that English newspapers give a company too, with its id. */
  newspapers: z.record(text, CompanyId),
});
export type CoinedWords = z.infer<typeof CoinedWords>;

/** Instructions to machines in an article (`config/words/instructions.yml`). */
export const InstructionCues = z.strictObject({ en: z.array(text), zh: z.array(text) });
export type InstructionCues = z.infer<typeof InstructionCues>;

/** How countries are written, by ISO 3166 code; EU for the European Union. */
export const Countries = z.record(
  z.string().regex(/^[A-Z]{2}$/),
  z.strictObject({ en: z.array(text), zh: z.array(text), zone: text }),
);
export type Countries = z.infer<typeof Countries>;

/** Words of one headline, by language. */
const headlineWords = z.strictObject({ en: z.array(text).min(1), zh: z.array(text).min(1) });

/** Words of a headline that license what is said of an act (`config/words/act-verbs.yml`). */
export const ActVerbs = z.strictObject({
  measures: z.record(Measure, headlineWords),
  effects: z.record(Effect, headlineWords),
});
export type ActVerbs = z.infer<typeof ActVerbs>;

/** How products of a known company are called. */
export const ProductWords = z.strictObject({
  /** What stands behind a name and names no other product: 网上药店, 会员中心. */
  services: z.array(text),
});

export interface Words {
  press: { en: PressWords; zh: PressWords };
  countries: Countries;
  names: NameWords;
  coined: CoinedWords;
  issues: Issue[];
  official: z.infer<typeof OfficialPhrases>;
  gate: GateWords;
  decisions: DecisionWords;
  releases: ReleaseWords;
  records: RecordWords;
  instructions: InstructionCues;
  products: z.infer<typeof ProductWords>;
  actVerbs: ActVerbs;
  /** Names of app stores and mini-program hosts: channels, never subjects in a store column. */
  stores: { name: string; aliases: string[]; operator: string | null }[];
  /**
   * Provinces and cities of China, which name bureaus: `{zh: 北京, en: Beijing}`. `short` = a
   * province in one character (川), else null.
   */
  places: {
    zh: string;
    short: string | null;
    en: string;
    slug: string;
    level: 'province' | 'city';
  }[];
}

/**
 * Weights of one decision: a sum over the features that a name has, turned into a probability by
 * two numbers.
 */
const Curve = z.strictObject({ slope: z.number().positive(), intercept: z.number() });

/** What a page has: a title alone, a text without a title, or both. */
const PageShape = z.enum(['headline', 'untitled', 'whole']);
export type PageShape = z.infer<typeof PageShape>;

export const LinearModel = z.strictObject({
  bias: z.number(),
  /** Feature as the reader writes it → its weight in the sum. */
  weights: z.record(text, z.number()),
  /**
   * Probability = 1 / (1 + e^-(slope · sum + intercept)), fitted on predictions of stories that the
   * weights had not seen.
   */
  calibration: Curve,
  /** The same for pages of a shape, where enough names of such pages were judged. */
  shapes: z.partialRecord(PageShape, Curve).optional(),
  /** The probability from which on a name has each grade; below the last it has none. */
  confirmed: z.number().min(0).max(1),
  reported: z.number().min(0).max(1),
  unconfirmed: z.number().min(0).max(1),
});
export type LinearModel = z.infer<typeof LinearModel>;

/**
 * What `npm run train` writes for a language. `act` = a new act aimed at the name; `person` = at
 * a person of the named company.
 */
export const PressModel = z.strictObject({
  language: z.enum(['en', 'zh']),
  /** Documents and names that it was trained on, and a hash of both. */
  trained: z.strictObject({
    documents: z.number().int(),
    names: z.number().int(),
    hash: z.string(),
  }),
  step: LinearModel,
  person: LinearModel,
});
export type PressModel = z.infer<typeof PressModel>;
