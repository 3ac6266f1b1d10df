import { z } from 'zod';
import { positive } from './file-values.ts';

/** A value of a body: text with gaps, a list made of the card's links, or parts of these. */
export type BodyPart = string | BodyPart[] | { [key: string]: BodyPart };
const BodyPart: z.ZodType<BodyPart> = z.lazy(() =>
  z.union([z.string(), z.array(BodyPart), z.record(z.string(), BodyPart)]),
);

/**
 * How a webhook of another service wants its message. A text may have gaps: `{title}`, `{lead}`,
 * `{text}`, `{markdown}`, `{link}`, `{footer}`, `{reference}`, `{language}`, `{tone}`, `{priority}`
 * (1 to 5), `{id}` (the same for every attempt), `{time}`, `{seconds}`, `{milliseconds}`,
 * `{secret}` and `{signature}`, and of the address `{origin}` and `{path}`. A header, parameter or
 * field whose gap is empty is left out; a number that is a gap alone stays a number.
 */
const WebhookTemplate = z.strictObject({
  /** Address to post to, where it is not the one that a person gave. */
  url: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  query: z.record(z.string(), z.string()).default({}),
  /** A mapping is sent as JSON, a text as text; `{ each: links, most: 3, as: … }` is a list. */
  body: BodyPart,
  /** Bytes that `{text}` and `{markdown}` may have. */
  most: positive.pipe(z.number().int()).default(4_000),
  /** What a line of `{text}` and `{markdown}` ends with. */
  newline: z.string().default('\n'),
  /** `{signature}`: HMAC-SHA256 of this text under the secret, in base64. */
  sign: z.string().optional(),
  /**
   * The field of a JSON answer that says how it went, and its values; absent = the status says it.
   */
  answer: z
    .strictObject({
      field: z.string(),
      sent: z.array(z.string()),
      again: z.array(z.string()).default([]),
      gone: z.array(z.string()).default([]),
    })
    .optional(),
});
export type WebhookTemplate = z.infer<typeof WebhookTemplate>;

/** Templates by the name that an address calls them by. */
export const WebhookTemplates = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name of small letters'),
  WebhookTemplate,
);
