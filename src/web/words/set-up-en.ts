/** What the set-up page says in English. Its twin is `set-up-zh.ts`. */
export const setUpEn = {
  title: 'Set up',
  first:
    'Nothing is set up yet: alerts appear on the terminal only. Name a webhook or a chat and what you watch; it takes a minute.',
  open: 'Set up alerts',
  notHere:
    'The set-up page opens only on the machine where the program runs, by its loopback address. In a terminal there, this does the same:',
  saved: (file: string) => `Saved in ${file} and in the database.`,
  atRestart: (names: string) => `${names}: counts when the program is started again.`,
  overridden: (names: string) =>
    `${names}: set by the environment of the program, which is stronger than the file.`,
  testSent: (to: string) => `A test alert was sent to ${to}.`,
  testFailed: (to: string, because: string) => `The test alert did not arrive at ${to}: ${because}.`,
  wayOut: 'Where alerts go',
  terminal: 'This terminal shows alerts while there is no Discord token.',
  subscriptions: (n: number) => (n === 1 ? '1 subscription' : `${n} subscriptions`),
  sendTest: 'Send test',
  add: 'Add an address',
  kind: 'Way out',
  address: 'Address',
  ways: {
    webhook: [
      'Webhook',
      'any program of yours; it signs with the secret below, or with its own as #secret=…',
    ],
    slack: ['Slack', 'the address of an incoming webhook'],
    feishu: ['Feishu', 'the address of a custom bot; with #secret=… where it checks signatures'],
    telegram: ['Telegram', 'a chat or a channel; needs the bot’s token'],
    email: ['Mail', 'one address; needs a mail server and a sender'],
    discord: ['Discord', 'needs the bot’s token; or leave this empty and use /subscribe in the channel'],
  } as Record<string, readonly [name: string, says: string]>,
  secrets: 'Tokens and servers',
  secretsHint:
    'They are written to the settings file and never shown again. An empty field keeps what is there.',
  secretNames: {
    DISCORD_TOKEN: 'Token of the Discord bot',
    TELEGRAM_TOKEN: 'Token of the Telegram bot',
    SMTP_URL: 'Mail server',
    WEBHOOK_SECRET: 'Secret that signs webhooks, at least 16 characters',
  } as Record<string, string>,
  isSet: 'is set',
  mailFrom: 'Sender of mails',
  watchlist: 'Watchlist',
  watchlistHint:
    'Tickers or names, separated by commas or lines. Empty: every listed company from band “watch” on. It counts for the terminal and for the addresses added here.',
  language: 'Language of the alerts',
  timeZone: 'Time zone',
  timeZoneHint: 'Of this page, of digests and quiet hours.',
  sources: 'Sources',
  sourcesHint: 'Regulators and outlets that are asked. Unticked ones are left alone from the next start on.',
  sourcesOf: (on: number, of: number) => `${on} of ${of} asked`,
  press: 'Press',
  saveAndTest: 'Save and send a test',
  save: 'Save',
};

export type SetUpWords = typeof setUpEn;
