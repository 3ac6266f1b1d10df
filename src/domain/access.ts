import { z } from 'zod';
import { text } from './file-values.ts';

/** Requirements of a site that refuses plain requests. Each has its reason beside it. */
export const Access = z
  .strictObject({
    /** Why the site requires it. */
    reason: text,
    /** In place of the program's own name. */
    userAgent: text.optional(),
    headers: z.record(text.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'a header'), text).optional(),
    cookies: z.record(text, text).optional(),
    /** SHA-256 of a certificate that is accepted without a trusted issuer. */
    certificate: text
      .regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/, 'AA:BB:… of 32 bytes, as openssl prints it')
      .optional(),
    /** The oldest accepted TLS version; absent = 1.2. */
    minTls: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']).optional(),
    /** `ignore` = the site itself offers the list to programs, whatever its robots.txt says. */
    robots: z.literal('ignore').optional(),
  })
  .refine((access) => Object.keys(access).length > 1, 'only a reason, and nothing it is for');
export type Access = z.infer<typeof Access>;

/**
 * The body of a list requested by POST; `{n}` in it is the page, `{cursor}` the cursor of the
 * answer before.
 */
export const Post = z
  .strictObject({
    form: z.record(text, z.string()).optional(),
    json: z.record(text, z.json()).optional(),
  })
  .refine((post) => (post.form === undefined) !== (post.json === undefined), 'a form or json');

/**
 * Pages with older rows of a list: a link to follow (CSS), the address of page {n}, page {n} of the
 * body, or the value at a dotted path, which replaces {cursor}.
 */
export const OlderPages = z
  .strictObject({
    next: text.optional(),
    template: text
      .regex(/\{n(-1)?\}|\{cursor\}/, 'the address of page {n}, with {n} in it')
      .optional(),
    cursor: text.optional(),
  })
  .refine(
    ({ next, template, cursor }) =>
      (next === undefined) !== (template === undefined && cursor === undefined),
    'either next, or template and cursor',
  );
