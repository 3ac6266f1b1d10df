import type { OutgoingMessage } from '../../../domain/sink.ts';
import { buttonRows, contentOf, embedWithRest, type File } from '../../present/embed.ts';
import { placeOf, threadOf } from './discord-channels.ts';

const SUPPRESS_NOTIFICATIONS = 1 << 12;

/** What a new message says. `replyTo` = a message of the same channel. */
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

/** What a message says from now on: text and files are exchanged, and nobody is called again. */
export function editedBody(message: OutgoingMessage, files: readonly File[]) {
  return {
    ...shownBody(message, files),
    attachments: attachmentsOf(files),
    allowed_mentions: { parse: [] },
  };
}

/**
 * The headline stands above the embed alone: a push preview shows it, and nobody reads it twice.
 * Behind it the role that is mentioned, and a link to the thread that an escalation is not hidden
 * in.
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
