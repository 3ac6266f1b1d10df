import { invalidForm, refusal } from '../failure.ts';
import type { Pending } from '../interactions.ts';
import { composeMessage, editMessage } from '../letters.ts';
import { EPHEMERAL, type MessageBody } from '../message-rules.ts';
import { checkOfficial } from '../official.ts';
import { type Answer, type Call, nothing, ok, type Route } from '../routing.ts';
import { personOf, type StoredMessage } from '../world.ts';
import { checkedBody, deliverMessage, tellMessage } from './messages.ts';

const LOADING = 1 << 7;
const MOST_FOLLOWUPS_USER_INSTALL = 5;

/** The first answer to an interaction, follow-ups, and the original reply. The token is the key. */
export const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/:id/:token/callback', open: true, act: callback },
  { method: 'POST', path: '/webhooks/:application/:token', open: true, act: followUp },
  {
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    act: (call) => ok(find(call).message),
  },
  {
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    act: edit,
  },
  {
    method: 'DELETE',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    act: remove,
  },
];

interface CallbackBody {
  type: number;
  data?: Record<string, unknown> | null;
}

const SCHEMAS = {
  4: 'CreateMessageInteractionCallbackRequestSchema',
  5: 'CreateMessageInteractionCallbackRequestSchema',
  6: 'UpdateMessageInteractionCallbackRequestSchema',
  7: 'UpdateMessageInteractionCallbackRequestSchema',
  8: 'ApplicationCommandAutocompleteCallbackRequestSchema',
  9: 'ModalInteractionCallbackRequestSchema',
} as const;

function callback(call: Call): Answer {
  const pending = call.interactions.unanswered(call.params.id!, call.params.token!);
  const body = call.body as CallbackBody;
  const schema = SCHEMAS[body?.type as keyof typeof SCHEMAS];
  if (!schema)
    throw invalidForm([
      {
        path: ['type'],
        code: 'BASE_TYPE_CHOICES',
        message: 'Value must be one of {1, 4, 5, 6, 7, 8, 9}.',
      },
    ]);
  checkKind(pending, body.type);
  if (body.type !== 4 && body.type !== 7) checkOfficial(schema, withTextIds(body));
  const data = (body.data ?? {}) as MessageBody & { choices?: Pending['choices'] };
  ANSWERS[body.type as keyof typeof ANSWERS]({ ...call, body: data }, pending, data);
  pending.answered = body.type;
  pending.answeredAt = call.world.now();
  pending.changes.emit('change');
  return call.query.get('with_response') === 'true'
    ? ok(shownCallback(pending, body.type))
    : nothing;
}

/** Autocomplete takes choices and nothing else; an update needs a message to update. */
function checkKind(pending: Pending, type: number): void {
  const wrong =
    (pending.kind === 4) !== (type === 8) ||
    ((type === 6 || type === 7) && pending.source === null) ||
    (type === 9 && pending.kind === 5);
  if (wrong)
    throw invalidForm([
      {
        path: ['type'],
        code: 'INTERACTION_TYPE_INVALID',
        message: `Callback type ${type} does not answer interaction type ${pending.kind}.`,
      },
    ]);
}

function withTextIds(body: CallbackBody): unknown {
  const attachments = (body.data as MessageBody | null | undefined)?.attachments;
  if (!attachments) return body;
  return {
    ...body,
    data: {
      ...body.data,
      attachments: attachments.map((named) => ({ ...named, id: String(named.id) })),
    },
  };
}

const ANSWERS = {
  4: reply,
  5: defer,
  6: (_call: Call, pending: Pending) => {
    pending.original = pending.source;
    pending.loading = true;
  },
  7: (call: Call, pending: Pending) => {
    const source = pending.source!;
    editMessage(
      call.world,
      pending.channel,
      source,
      checkedBody(call, 'IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema', source),
      call.files,
    );
    pending.original = source;
    tellMessage(call.world, pending.channel, 'MESSAGE_UPDATE', source);
  },
  8: (_call: Call, pending: Pending, data: { choices?: Pending['choices'] }) => {
    pending.choices = data.choices ?? [];
    const tooLong = pending.choices.findIndex((choice) => String(choice.value).length > 100);
    if (tooLong >= 0)
      throw invalidForm([
        {
          path: ['data', 'choices', tooLong, 'value'],
          code: 'BASE_TYPE_BAD_LENGTH',
          message: 'Must be 100 or fewer in length.',
        },
      ]);
  },
  9: (_call: Call, pending: Pending, data: unknown) => {
    pending.modal = data as Record<string, unknown>;
  },
} as const;

function reply(call: Call, pending: Pending): void {
  const body = checkedBody(call, 'IncomingWebhookInteractionRequestSchema');
  pending.ephemeral = ((body.flags ?? 0) & EPHEMERAL) !== 0;
  pending.original = put(call, pending, body);
}

/** "Thinking…": only the ephemeral flag counts, and it is final. */
function defer(call: Call, pending: Pending, data: MessageBody): void {
  const flags = (data.flags ?? 0) & EPHEMERAL;
  pending.ephemeral = flags !== 0;
  pending.loading = true;
  pending.original = put({ ...call, files: [] }, pending, { flags: flags | LOADING });
}

/** Ephemeral messages live with the interaction; others also stand in the channel. */
function put(call: Call, pending: Pending, body: MessageBody): StoredMessage {
  const who = personOf(call.world, pending.userId);
  const message = composeMessage(call.world, pending.channel, body, call.files, {
    type: pending.kind === 2 ? 20 : 19,
    more: {
      application_id: call.world.bot.id,
      webhook_id: call.world.bot.id,
      interaction_metadata: {
        id: pending.id,
        type: pending.kind,
        user: who,
        authorizing_integration_owners: {},
      },
    },
  });
  return (body.flags ?? 0) & EPHEMERAL
    ? message
    : deliverMessage(call.world, pending.channel, message);
}

function followUp(call: Call): Answer {
  const pending = call.interactions.answered(call.params.token!);
  const body = checkedBody(call, 'IncomingWebhookInteractionRequestSchema');
  if (pending.answered === 5 && pending.loading && pending.original !== null) {
    fill(call, pending, pending.original, body);
    return ok(pending.original);
  }
  if (pending.userOnly && pending.followups.size >= MOST_FOLLOWUPS_USER_INSTALL)
    throw refusal(40094);
  const message = put(call, pending, body);
  pending.followups.set(message.id, message);
  pending.changes.emit('change');
  return ok(message);
}

function find(call: Call): { pending: Pending; message: StoredMessage } {
  const pending = call.interactions.answered(call.params.token!);
  const wanted = call.params.message!;
  const message =
    wanted === '@original' || wanted === pending.original?.id
      ? pending.original
      : pending.followups.get(wanted);
  if (!message) throw refusal(10008);
  return { pending, message };
}

function edit(call: Call): Answer {
  const { pending, message } = find(call);
  const blank = pending.loading && message === pending.original && pending.answered === 5;
  const body = checkedBody(
    call,
    'IncomingWebhookUpdateRequestPartialSchema',
    blank ? undefined : message,
  );
  fill(call, pending, message, body);
  return ok(message);
}

function fill(call: Call, pending: Pending, message: StoredMessage, body: MessageBody): void {
  editMessage(call.world, pending.channel, message, body, call.files);
  message.flags = (message.flags ?? 0) & ~LOADING;
  if (message === pending.original) {
    pending.loading = false;
    pending.edits += 1;
  }
  tellMessage(call.world, pending.channel, 'MESSAGE_UPDATE', message);
  pending.changes.emit('change');
}

function remove(call: Call): Answer {
  const { pending, message } = find(call);
  pending.channel.messages.delete(message.id);
  if (message === pending.original) pending.original = null;
  pending.followups.delete(message.id);
  pending.changes.emit('change');
  return nothing;
}

function shownCallback(pending: Pending, type: number): unknown {
  const message = pending.original;
  return {
    interaction: {
      id: pending.id,
      type: pending.kind,
      response_message_loading: pending.loading,
      response_message_ephemeral: pending.ephemeral,
      ...(message ? { response_message_id: message.id } : {}),
    },
    ...(message && type !== 6 ? { resource: { type, message } } : {}),
  };
}
