import {
  type ButtonInteraction,
  LabelBuilder,
  ModalBuilder,
  type ModalSubmitInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Scope } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { localeOf } from '../present/words.ts';
import type { CommandContext } from './command.ts';
import { addressOf, requesterOf } from './recipient.ts';
import { acknowledge, answerLookup, answerText, languageOf } from './reply.ts';

/** A button of an alert: `act` is what its id begins with, the rest is the alert's reference. */
interface Button {
  readonly act: string;
  press(interaction: ButtonInteraction, reference: string, context: CommandContext): Promise<void>;
}

interface Form {
  readonly act: string;
  submit(interaction: ModalSubmitInteraction, reference: string, context: CommandContext): Promise<void>;
}

const MUTE_DAYS = 7;

const SAYS = {
  en: {
    gone: 'This alert is not held any more.',
    muted: (until: string) => `Quiet about these companies until ${until}. \`/mute days:0\` ends it.`,
    thanks: 'Thank you: it counts for how much is told here.',
    ask: 'What is wrong?',
    title: 'Wrong company?',
    hint: 'For example: this app belongs to another firm',
    noted: 'Thank you. A person looks at it; if it was wrong, it is taken back in a new message.',
    again: 'You have reported this before; a person looks at it.',
  },
  zh: {
    gone: '该提醒已不存在。',
    muted: (until: string) => `已对这些公司静音至 ${until}。用 \`/mute days:0\` 恢复。`,
    thanks: '谢谢，您的反馈会影响本频道的提醒数量。',
    ask: '哪里有误？',
    title: '公司有误？',
    hint: '例如：该应用属于另一家公司',
    noted: '谢谢。将由人工核查；若确有错误，会用新消息撤回。',
    again: '您此前已反馈，正在人工核查。',
  },
} as const;

const details: Button = {
  act: 'details',
  async press(interaction, reference, context) {
    await acknowledge(interaction, true);
    const language = languageOf(interaction);
    const result = await context.lookUps.notice(reference, { at: context.now(), language });
    if (!result.found) return answerLookup(interaction, result, context);
    const { buttons: labels } = localeOf(language);
    const votes = (['useful', 'useless'] as const).map((act) => ({
      label: labels[act],
      act: `${act}:${reference}`,
      url: null,
    }));
    await answerLookup(interaction, { ...result, card: { ...result.card, buttons: votes } }, context);
  },
};

const why: Button = {
  act: 'why',
  async press(interaction, reference, context) {
    await acknowledge(interaction, true);
    const language = languageOf(interaction);
    const address = addressOf(interaction);
    const [first] = address === null ? [] : await context.lookUps.companiesOf(reference as AlertId, address);
    if (first === undefined) return answerText(interaction, SAYS[language].gone);
    await answerLookup(interaction, await context.ask.why(first, { at: context.now(), language }), context);
  },
};

const mute: Button = {
  act: 'mute',
  async press(interaction, reference, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const companies = await context.lookUps.companiesOf(reference as AlertId, who.address);
    if (companies.length === 0) return answerText(interaction, SAYS[who.language].gone);
    const scopes: Scope[] = companies.map((id) => ({ kind: 'company', id }));
    const until = (who.now + MUTE_DAYS * 86_400_000) as Instant;
    await context.subscriptions.muteScopes(scopes, until, who);
    await answerText(interaction, SAYS[who.language].muted(`<t:${Math.floor(until / 1_000)}:f>`));
  },
};

const vote = (act: 'useful' | 'useless'): Button => ({
  act,
  async press(interaction, reference, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, false);
    if (who === null) return;
    await context.subscriptions.vote(reference as AlertId, act === 'useful', who);
    await answerText(interaction, SAYS[who.language].thanks);
  },
});

const wrong: Button = {
  act: 'wrong',
  async press(interaction, reference) {
    const says = SAYS[languageOf(interaction)];
    const text = new TextInputBuilder()
      .setCustomId('said')
      .setStyle(TextInputStyle.Paragraph)
      .setPlaceholder(says.hint)
      .setMaxLength(500)
      .setRequired(false);
    const label = new LabelBuilder().setLabel(says.ask).setTextInputComponent(text);
    await interaction.showModal(
      new ModalBuilder().setCustomId(`wrong:${reference}`).setTitle(says.title).addLabelComponents(label),
    );
  },
};

/** Every button that an alert can carry, beside links. */
export const BUTTONS: readonly Button[] = [details, why, mute, vote('useful'), vote('useless'), wrong];

/** Forms that buttons open. */
export const FORMS: readonly Form[] = [
  {
    act: 'wrong',
    async submit(interaction, reference, context) {
      await acknowledge(interaction, true);
      const who = await requesterOf(interaction, context, false);
      if (who === null) return;
      const said = interaction.fields.getTextInputValue('said');
      const fresh = await context.subscriptions.wrongCompany(reference as AlertId, said, who);
      await answerText(interaction, fresh ? SAYS[who.language].noted : SAYS[who.language].again);
    },
  },
];
