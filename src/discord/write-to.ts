import { type REST, Routes } from 'discord.js';

/** Writes to a person who set something up here. Somebody who takes no messages is left in peace. */
export async function writeTo(rest: Pick<REST, 'post'>, user: string, content: string): Promise<boolean> {
  try {
    const opened = (await rest.post(Routes.userChannels(), { body: { recipient_id: user } })) as {
      id: string;
    };
    await rest.post(Routes.channelMessages(opened.id), {
      body: { content: content.slice(0, 2_000), allowed_mentions: { parse: [] } },
    });
    return true;
  } catch {
    return false;
  }
}
