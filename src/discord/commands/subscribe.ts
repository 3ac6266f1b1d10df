import type { RequestedScope } from '../../ask/subscriptions.ts';
import type { SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerCard, answerText, completeCompany, languageOf, notFoundText } from '../reply.ts';
import { beyondRights } from '../rights.ts';
import { companyOption, inChinese, shape, type Three, textOption } from '../shape.ts';
import { addTerms, termsOf } from '../terms.ts';

const EVERYTHING: Three = ['Everything that is read', '全部', '全部'];

const SAYS = {
  en: {
    one: 'Say what to follow: a company, a sector, a regulator, or everything; one of them.',
    added: (what: string) => `Subscribed to ${what}.`,
    changed: (what: string) => `Subscribed to ${what} on new terms.`,
    same: (what: string) => `Already subscribed to ${what}.`,
    now: ' Where it stands now:',
  },
  zh: {
    one: '请选择要订阅的内容：公司、行业、监管机构或全部，四选一。',
    added: (what: string) => `已订阅 ${what}。`,
    changed: (what: string) => `已更新对 ${what} 的订阅。`,
    same: (what: string) => `此前已订阅 ${what}。`,
    now: '目前的情况：',
  },
} as const;

/** `/subscribe company:TCOM least_band:watch`: alerts in this channel, and the company's open cases at once. */
export const subscribe: SlashCommand = {
  definition: (() => {
    const builder = shape(
      ['subscribe', '订阅', '訂閱'],
      [
        'Post alerts on a company, sector or regulator in this channel',
        '在本频道发布公司、行业或监管机构的提醒',
        '在本頻道發布公司、行業或監管機構的提醒',
      ],
      'channel-change',
    );
    builder.addStringOption((option) => companyOption(option, false));
    builder.addStringOption((option) =>
      textOption(
        option,
        ['sector', '行业', '行業'],
        ['A whole sector', '整个行业', '整個行業'],
      ).setAutocomplete(true),
    );
    builder.addStringOption((option) =>
      textOption(
        option,
        ['regulator', '监管机构', '監管機構'],
        ['Everything of one body: MIIT, CAC, 工信部', '一家机构的全部行动', '一家機構的全部行動'],
      ).setAutocomplete(true),
    );
    builder.addBooleanOption((option) =>
      option
        .setName('everything')
        .setNameLocalizations(inChinese(['everything', '全部', '全部']))
        .setDescription(EVERYTHING[0])
        .setDescriptionLocalizations(inChinese(EVERYTHING)),
    );
    return addTerms(builder).toJSON();
  })(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const says = SAYS[who.language];
    const requested = requestedScope(interaction.options);
    if (requested === null) return answerText(interaction, says.one);
    const terms = termsOf(interaction, who.language);
    const rights = beyondRights(interaction, terms, who.language);
    if (rights?.refused === true) return answerText(interaction, rights.because);
    const done = await context.subscriptions.follow(requested, terms, who);
    if (!done.found) return answerText(interaction, notFoundText(done, who.language));
    const content = says[done.how](done.label) + (rights === null ? '' : ` ${rights.because}`);
    if (done.card === null) return answerText(interaction, content);
    await answerCard(interaction, done.card, context, { content: content + says.now });
  },
  async complete(interaction, context) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'company') return completeCompany(interaction, context);
    const typed = value.toLowerCase();
    const offers =
      name === 'regulator'
        ? context.subscriptions.regulators(typed, 25)
        : context.subscriptions
            .sectors(languageOf(interaction))
            .filter((one) => one.id.includes(typed) || one.label.toLowerCase().includes(typed));
    await interaction.respond(
      offers.slice(0, 25).map((one) => ({ name: one.label.slice(0, 100), value: one.id })),
    );
  },
};

/** Exactly one thing to follow, else null. */
function requestedScope(options: {
  getString(name: string): string | null;
  getBoolean(name: string): boolean | null;
}): RequestedScope | null {
  const kinds = ['company', 'sector', 'regulator'] as const;
  const requested: RequestedScope[] = kinds.flatMap((kind) => {
    const query = options.getString(kind);
    return query === null ? [] : [{ kind, query }];
  });
  if (options.getBoolean('everything') === true) requested.push({ kind: 'all' });
  return requested.length === 1 ? requested[0]! : null;
}
