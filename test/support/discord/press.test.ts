import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answering, slash } from './answering.ts';

describe('a button', () => {
  const button = (id: string, label: string) =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary),
    );

  it('updates its message at once, or later, or answers with another', async () => {
    const { discord, channel } = await answering(async (i) => {
      if (i.isChatInputCommand())
        await i.reply({ content: 'zero', components: [button('next', 'Next')] });
      if (!i.isButton()) return;
      if (i.customId === 'next')
        await i.update({ content: 'one', components: [button('later', 'Later')] });
      if (i.customId === 'later') {
        await i.deferUpdate();
        await i.editReply({ content: 'two', components: [button('other', 'Other')] });
      }
      if (i.customId === 'other')
        await i.reply({ content: 'hidden', flags: MessageFlags.Ephemeral });
    });
    const first = await discord.slash(slash);
    expect(first.buttons.map((seen) => seen.label)).toEqual(['Next']);
    const updated = await discord.press('next', { on: first });
    expect([updated.type, updated.content, first.content]).toEqual([7, 'one', 'one']);
    const later = await discord.press('Later', { on: updated });
    expect([later.type, later.content]).toEqual([6, 'two']);
    const other = await discord.press('other');
    expect([other.content, other.ephemeral]).toEqual(['hidden', true]);
    expect(discord.messages(channel).map((message) => message.content)).toEqual(['two']);
    await expect(discord.press('gone')).rejects.toThrow('no message shows gone');
  });

  it('opens a form that is filled in and sent', async () => {
    const field = new TextInputBuilder()
      .setCustomId('why')
      .setLabel('Why')
      .setStyle(TextInputStyle.Paragraph);
    const form = new ModalBuilder()
      .setCustomId('form')
      .setTitle('Wrong company?')
      .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(field));
    const { discord } = await answering(async (i) => {
      if (i.isChatInputCommand())
        await i.reply({ content: 'a', components: [button('wrong', 'Wrong company?')] });
      if (i.isButton()) await i.showModal(form);
      if (i.isModalSubmit()) await i.reply(`because ${i.fields.getTextInputValue('why')}`);
    });
    await discord.slash(slash);
    const opened = await discord.press('wrong');
    expect(opened.modal).toMatchObject({ title: 'Wrong company?' });
    expect((await discord.submit(opened, { why: 'namesake' })).content).toBe('because namesake');
  });
});
