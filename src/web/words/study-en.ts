/** What the study page says in English. Its twin is `study-zh.ts`. */
export const studyEn = {
  title: 'What the model is worth, measured',
  calibration: 'The 90-day probability',
  uncalibrated: 'uncalibrated',
  calibrated: 'calibrated',
  uncalibratedSays:
    'The probability of a new act within 90 days (P90) is not calibrated. No such number is shown anywhere in this product, and a score must not be read as one.',
  calibratedSays: 'Every gate is met: the probability of a new act within 90 days (P90) may be shown.',
  handPicked:
    'The history was picked by hand, and acts that mattered are the ones that are remembered: even gates that are met prove nothing here.',
  notMet: (n: number, of: number) => (n === 0 ? `All ${of} gates are met.` : `${n} of ${of} gates fail.`),
  sample: (snapshots: string, issuers: number, from: string, judged: string, final: string) =>
    `${snapshots} month-ends of ${issuers} listed companies from ${from} on, acts known against them or not; judged year by year on what was known before: ${judged} together, ${final} apart.`,
  madeAt: (when: string) => `Computed ${when} by`,
  never: 'Not computed here yet. Where this program runs:',
  later: (when: string) =>
    `The result that is kept was computed later, ${when}: it was not known on this day.`,
  notKept: 'A study writes its result into the database; this page only reads it.',
  gates: 'Gates',
  gate: 'What is asked',
  found: 'Found',
  outcome: 'Outcome',
  met: 'met',
  fails: 'not met',
  asks: {
    'skill-over-base-rate':
      'better than the base rate of the sector: Brier skill above 0 at the 5th percentile of the bootstrap, by company and by list',
    'skill-over-count': 'at least as good as the count of acts in 365 days: median skill not below 0',
    auc: 'ranks well: AUC at least 0.65; above 0.85 it counts as a leak until shown otherwise',
    slope: 'slope of the calibration line from 0.7 to 1.3',
    lift10: 'the ten highest are hit at least 1.5 times as often as the average',
  } as Record<string, string>,
  reliability: 'Said and happened',
  reliabilityAlt: (bins: string) =>
    `Reliability diagram: forecasts by size, what was said against how often it happened. ${bins}`,
  reliabilityHint:
    'On the diagonal what was said is what happened; below it too much was said. Both axes are logarithmic; a point on the lower edge stands for no hit at all. Every point has its row in the table.',
  said: 'Said',
  happened: 'Happened',
  forecasts: 'Forecasts',
  range: 'P90',
  to: (from: string, to: string) => `${from} to ${to}`,
  parts: 'Every way it was judged',
  label: {
    all: 'every act of level 2 or more',
    fresh: 'without further acts in a case that was open',
  },
  period: { pooled: 'pooled years', 'final-year': 'last year, untouched' },
  judgedOn: 'Judged on',
  hits: 'Hits',
  skill: 'Skill against the baselines',
  skillShort: 'Skill',
  skillHint:
    'Brier skill: 1 − error of P90 / error of the baseline; above 0 is better than it. Bootstrap at the 5th, 50th and 95th percentile.',
  baseline: 'Baseline',
  baselines: {
    'group-base-rate': 'base rate of the sector',
    'count-365d': 'count of acts in 365 days',
    'days-since': 'days since the last act',
  } as Record<string, string>,
  byCompany: 'By company',
  byList: 'By list',
  auc: 'AUC',
  slope: 'Slope',
  lift: 'Lift of the ten highest',
  rate: 'Rate',
  brier: 'Brier',
  tooFewHits: 'Too few hits to judge.',
  eventStudy: 'Do acts of authorities move prices?',
  eventSample: (measured: number, of: number) =>
    `${measured} of ${of} acts on companies were measured. Returns are abnormal, in percent, over the market model; acts of one day count once. Holm's correction is over all rows of a table.`,
  noEffect: 'No effect was found at any level, in either window, in either table.',
  effects: (rows: string) => `Effects after Holm's correction: ${rows}. Elsewhere none was found.`,
  tooFew: (rows: string) => `Too few days with events to say anything: ${rows}.`,
  notRuledOut: 'The intervals are wide: that none was found does not say that there is none.',
  exploratory:
    'Exploratory: the acts were picked by hand, and acts that moved prices are the ones that are remembered. No weight of the score is taken from any number here.',
  tables: {
    'attested-official': 'Acts with evidence that somebody else can check',
    everything: 'Everything, unverified acts and press included',
  },
  level: 'Level',
  levels: { all: 'all acts', closing: 'closings' } as Record<string, string>,
  window: 'Window',
  events: 'Acts',
  days: 'Days',
  car: 'Mean CAR %',
  interval: '95 %',
  holm: 'Holm p',
  verdict: 'Verdict',
  verdicts: { 'too few': 'too few', 'no effect found': 'no effect found', effect: 'effect' },
  testsHint:
    'Patell takes acts of one day as independent and is shown to be compared with; BMP and Corrado are over days; KP is over acts, corrected for what those of one day share. The verdict rests on BMP.',
  noEvents: 'No act could be measured.',
  paths: 'Mean path around the act',
  pathsAlt: 'Mean cumulative abnormal return from ten days before an act to ten days after, by level.',
  pathsTitle: 'Mean cumulative abnormal return around acts of authorities, percent',
  pathLevel: (level: string) => `level ${level}`,
  excluded: (n: number) => `${n} left out, and why`,
  reason: 'Reason',
  which: 'Which',
  more: (n: number) => `and ${n} more`,
  adjusted: (n: number) =>
    `${n} had fewer than 120 returns before them: they are measured against the index alone, stand in the means, and in no test.`,
  problems: 'Price files that could not be used',
  reasons: {
    'the close of # is not known here': 'the close of the venue is not known here',
    'no index of #': 'no index for the venue',
  } as Record<string, string>,
  read: 'How it is done and what was found on the prices at hand',
};

export type StudyWords = typeof studyEn;
