import type { APIEmbed } from 'discord-api-types/v10';
import { type AnyComponent, walk } from './components.ts';
import type { StoredMessage } from './world.ts';

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly style: number;
  readonly disabled: boolean;
}

/**
 * Everything of a message that a person can read, line by line: content, embeds, components, alt
 * texts.
 */
export function visibleText(message: StoredMessage | null): string {
  if (!message) return '';
  const components = (message.components ?? []) as unknown as AnyComponent[];
  return [
    message.content,
    ...(message.embeds ?? []).flatMap(embedText),
    ...walk(components).flatMap(({ component }) => componentText(component)),
    ...(message.attachments ?? []).map((attachment) => attachment.description),
  ]
    .filter((line) => line)
    .join('\n');
}

function embedText(embed: APIEmbed): (string | undefined)[] {
  return [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ];
}

function componentText(
  component: AnyComponent & { description?: string; placeholder?: string },
): (string | undefined)[] {
  const items = (component.items ?? []) as readonly { description?: string }[];
  return [
    component.content,
    component.label,
    component.placeholder,
    component.description,
    ...items.map((item) => item.description),
    ...((component.options ?? []) as readonly { label?: string }[]).map((option) => option.label),
  ];
}

/** The buttons of a message, from the top. */
export function buttonsOf(message: StoredMessage | null): SeenButton[] {
  return walk((message?.components ?? []) as unknown as AnyComponent[]).flatMap(({ component }) =>
    component.type === 2
      ? [
          {
            label: component.label ?? '',
            customId: component.custom_id ?? null,
            url: component.url ?? null,
            style: component.style ?? 0,
            disabled: (component as { disabled?: boolean }).disabled ?? false,
          },
        ]
      : [],
  );
}

/** The component with that custom id (or, for a button, that label). */
export function componentNamed(message: StoredMessage, name: string): AnyComponent | null {
  const all = walk((message.components ?? []) as unknown as AnyComponent[]).map(
    ({ component }) => component,
  );
  return (
    all.find((component) => component.custom_id === name) ??
    all.find((component) => component.custom_id && component.label === name) ??
    null
  );
}
