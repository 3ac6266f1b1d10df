/** What the lists of companies say in English. Its twin is `list-zh.ts`. */
export const emptyEn = {
  notices:
    'No notice was read yet. Each source is read a few minutes after the start; what it publishes from then on stands here, with who is hit and why.',
  noticesOf: 'No notice that was read here names it. What is on record from before stands below.',
  ahead: 'No open case has a deadline ahead. A notice that sets one (“rectify by 25 August”) puts it here.',
  passed: 'No deadline passed in the last 7 days.',
  unconfirmed:
    'Nothing waits for a second source. A press report of a step that nobody else states yet stands here until it is confirmed or a month has passed.',
  deliveries:
    'Nothing was sent yet. Set up an address or subscribe in Discord; each message then stands here with its fate.',
  suppressed: 'Nothing was left out yet: each alert that a rule stops stands here with its reason.',
  decided:
    'Nothing was decided yet. Decisions on the questions above stand here, with who made them and why.',
  apps: 'No app of it is known. One file in config/companies/ adds them; until then a notice can hit only the company itself.',
  acts: 'No act against it is on record.',
  factors: 'No act is in force: the score is 0.',
  signals: 'No score changed by this notice.',
  years: 'No act of this body is on record.',
};

export const listEn = {
  filter: 'Sort and filter',
  sort: 'Sort by',
  sorts: {
    score: 'score',
    change: 'change over 30 days',
    peak: 'two-year peak',
    cases: 'open cases',
    deadline: 'next deadline',
    name: 'name',
  },
  market: 'Market',
  markets: {
    us: 'United States',
    hk: 'Hong Kong',
    cn: 'Shanghai, Shenzhen, Beijing',
    jp: 'Tokyo',
    in: 'India',
    other: 'elsewhere',
    private: 'private',
  } as Record<string, string>,
  stage: 'Open case at',
  any: 'any',
  reset: 'Reset',
  none: 'No company is like that. Reset the filter, or show all companies.',
  empty:
    'Your watchlist is empty. Enter tickers or names below, or press “Follow” on the page of a company; their scores, cases and deadlines will stand here.',
  edit: 'Tickers or names, separated by commas or lines',
  save: 'Save the list',
  saved: 'Saved.',
  unknown: (names: string) => `Not known here: ${names}. Nothing was changed.`,
  share: 'To share this view:',
  link: 'address with the list in it',
  add: 'Follow',
  remove: 'Stop following',
};

export type ListWords = typeof listEn;
