import type { OutgoingMessage } from '../../../domain/sink.ts';
import { buttonRows, contentOf, embedWithRest, type File } from '../../present/embed.ts';
import { placeOf, threadOf } from './discord-channels.ts';

const SUPPRESS_NOTIFICATIONS = 1 << 12;

/** Body of a new message. `replyTo` = a message of the same channel. */
export function newBody(message: OutgoingMessage, files: readonly File[], replyTo: string | null) {
  return {
    ...shownBody(message, files),
    ...(files.length === 0 ? {} : { attachments: attachmentsOf(files) }),
    nonce: message.nonce,
    enforce_nonce: true,
    allowed_mentions: message.role === null ? { parse: [] } : { parse: [], roles: [message.role] },
    ...(message.quiet ? { flags: SUPPRESS_NOTIFICATIONS } : {}),
    ...(replyTo === null
      ? {}
      : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
  };
}

/** Body of an edited message: text and files are replaced, and nobody is mentioned again. */
export function editedBody(message: OutgoingMessage, files: readonly File[]) {
  return {
    ...shownBody(message, files),
    attachments: attachmentsOf(files),
    allowed_mentions: { parse: [] },
  };
}

/**
 * The headline is shown only above the embed, where a push preview shows it. The role mention and,
 * for an escalation, a link to its thread follow it.
 */
function shownBody(message: OutgoingMessage, files: readonly File[]) {
  const { card, role, thread, escalates, replyTo } = message;
  const { title: _, ...embed } = embedWithRest(card).embed;
  const called = role === null ? [] : [`<@&${role}>`];
  const isEscalated = thread === true && escalates === true && replyTo !== null;
  const link = isEscalated ? [`<#${threadOf(placeOf(replyTo))}>`] : [];
  const rows = buttonRows(card);
  const picture = files.some((file) => file.name === 'chart.png');
  return {
    content: [contentOf(card), ...called, ...link].join(' '),
    embeds: [picture ? { ...embed, image: { url: 'attachment://chart.png' } } : embed],
    ...(rows.length === 0 ? {} : { components: rows }),
  };
}

const attachmentsOf = (files: readonly File[]) =>
  files.map(({ name, description }, id) => ({
    id,
    filename: name,
    ...(description === undefined ? {} : { description }),
  }));
