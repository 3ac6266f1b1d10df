/**
 * The import rules of the house: data flows right, imports point left.
 * Each rule is proved once by a planted violation (test/house/import-rules.test.ts).
 */
const WINGS = {
  domain: null,
  base: ['i18n', 'store', 'worker', 'charset', 'markup', 'draw'],
  knowledge: ['catalog', 'exchanges', 'importers', 'names'],
  pipeline: [
    ...['watch', 'decode', 'read', 'map', 'score', 'standing', 'alert', 'present', 'deliver'],
    ...['second-reader', 'flows'],
  ],
  answers: ['queries', 'study', 'replay', 'export'],
  interfaces: ['cli', 'discord', 'mcp', 'web'],
  demo: null,
  app: null,
};

/** Where each room lies: `read` → `pipeline/read`. */
const PLACE = Object.fromEntries(
  Object.entries(WINGS).flatMap(([wing, rooms]) =>
    rooms === null ? [[wing, wing]] : rooms.map((name) => [name, `${wing}/${name}`]),
  ),
);
const places = (names) => names.map((name) => PLACE[name]).join('|');
const ALL = `${Object.values(PLACE).join('|')}|main`;

/** A room may import itself, the listed rooms, and (pure rooms) only the listed packages. */
const room = (name, mayReach) => ({
  name: `room-${name}`,
  comment: 'data flows right, imports point left',
  severity: 'error',
  from: { path: `^src/${PLACE[name]}/` },
  to: { path: `^src/(${ALL})(/|\\.)`, pathNot: `^src/(${places([name, ...mayReach])})/` },
});

/** Imports between wings run one way: what a wing may never reach. */
const wing = (name, mayNotReach) => ({
  name: `wing-${name}`,
  comment: 'interfaces → answers → pipeline → knowledge → base → domain',
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${mayNotReach.join('|')})/` },
});

const pure = (name, packages, builtins = []) => ({
  name: `pure-${name}`,
  comment: `${name} is pure: no node built-in, client, clock or foreign package`,
  severity: 'error',
  from: { path: `^src/${PLACE[name]}/` },
  to: {
    pathNot: [
      '^src/',
      '^config/messages/',
      ...packages.map((one) => `(?:^|/)node_modules/${one}/`),
      ...builtins.map((one) => `^${one}$`),
    ],
    dependencyTypesNot: ['type-only'],
  },
});

const oneDoor = (name, packagePath, doors, comment) => ({
  name: `door-${name}`,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: doors },
  to: { path: packagePath },
});

const words = (text) => text.split(' ').filter(Boolean);

/** The rooms that a room may import, besides itself. A room that is not listed is bound by its wing. */
const MAY_REACH = {
  domain: '',
  i18n: 'domain',
  charset: 'domain',
  markup: '',
  worker: '',
  store: 'domain i18n',
  draw: 'domain i18n',
  names: 'domain',
  exchanges: 'domain',
  catalog: 'domain i18n names importers',
  importers: 'domain i18n names catalog',
  watch: 'domain i18n charset markup',
  decode: 'domain i18n charset markup',
  read: 'domain names',
  map: 'domain names',
  'second-reader': 'domain',
  score: 'domain',
  alert: 'domain',
  standing: 'domain i18n catalog names map score',
  present: 'domain i18n exchanges names score standing alert',
  deliver: 'domain i18n present draw',
  flows: `domain i18n charset markup store worker draw catalog names
    watch decode read map score standing alert present deliver second-reader`.replaceAll(
    /\s+/g,
    ' ',
  ),
  queries: 'domain i18n charset names read map score standing alert present',
  study: 'domain i18n exchanges names read map score standing alert present flows watch',
  replay: 'domain i18n store catalog read score standing alert present flows queries',
  discord: 'domain i18n standing present queries draw',
  mcp: 'domain i18n standing present queries',
  web: 'domain i18n standing present queries draw mcp',
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'only-main-reaches-app',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(app/|interfaces/cli/|main\\.ts|demo/)',
      },
      to: { path: '^src/app/' },
    },
    wing('base', ['knowledge', 'pipeline', 'answers', 'interfaces', 'demo', 'app']),
    wing('knowledge', ['pipeline', 'answers', 'interfaces', 'demo', 'app']),
    wing('pipeline', ['answers', 'interfaces', 'demo', 'app']),
    wing('answers', ['interfaces', 'demo', 'app']),
    {
      name: 'api-and-feeds-not-pages',
      comment: 'what the page, the API and the feeds share is a query',
      severity: 'error',
      from: { path: '^src/interfaces/web/(api|feeds)/' },
      to: { path: '^src/interfaces/web/pages/' },
    },
    ...Object.entries(MAY_REACH).map(([name, others]) => room(name, words(others))),
    pure('domain', ['zod']),
    pure('names', ['zod', 'opencc-js', 'pinyin-pro', 'fastest-levenshtein'], ['module']),
    pure('read', ['zod', 'chinese-days']),
    pure('map', ['zod']),
    pure('score', ['zod']),
    pure('alert', ['zod', 'chinese-days'], ['crypto']),
    pure('i18n', ['intl-messageformat'], ['module']),
    pure('present', ['zod', 'string-width', 'wrap-ansi'], ['module']),
    pure('exchanges', ['chinese-days']),
    oneDoor(
      'discord.js',
      '(?:^|/)node_modules/(discord\\.js|@discordjs)/',
      [
        '^src/interfaces/discord/',
        '^src/pipeline/deliver/sinks/discord',
        '^src/app/',
        '^src/interfaces/cli/',
      ],
      'discord.js only in discord, its sink, and where app builds the one REST client',
    ),
    oneDoor(
      'rss-parser',
      '(?:^|/)node_modules/(rss-parser|feedsmith)/',
      ['^src/pipeline/watch/'],
      'feeds are parsed in watch only',
    ),
    oneDoor(
      'html-parser',
      '(?:^|/)node_modules/(parse5|parse5-htmlparser2-tree-adapter)/',
      ['^src/base/markup/'],
      'pages are parsed within limits, behind one door',
    ),
    {
      name: 'pure-second-reader',
      comment:
        'what is asked, verified and agreed is pure; the client beside it is the one door to a model',
      severity: 'error',
      from: {
        path: '^src/pipeline/second-reader/',
        pathNot: '^src/pipeline/second-reader/client\\.ts$',
      },
      to: {
        pathNot: ['^src/(pipeline/second-reader|domain)/', '(?:^|/)node_modules/zod/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    oneDoor(
      'language-models',
      '(?:^|/)node_modules/(ai|@ai-sdk)/',
      ['^src/pipeline/second-reader/client\\.ts$'],
      'one file asks a language model',
    ),
    oneDoor(
      'node-cron',
      '(?:^|/)node_modules/node-cron/',
      ['^src/app/'],
      'schedules belong to app',
    ),
    oneDoor(
      'sqlite',
      '^(node:)?sqlite$',
      ['^src/base/store/sqlite\\.ts$'],
      'one file opens SQLite',
    ),
    oneDoor(
      'postgres',
      '(?:(?:^|/)node_modules/pg/|^pg$)',
      ['^src/base/store/postgres\\.ts$'],
      'one file opens PostgreSQL',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
