/** What the lists of companies say in English. Its twin is `list-zh.ts`. */
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
