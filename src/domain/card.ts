import { z } from 'zod';

/** Text with emphasis is not markup here: sinks render these parts in their own way. */
export const CardLine = z.strictObject({
  label: z.string().nullable(),
  text: z.string(),
  /** `strong` = the line a hurried reader must see; `quiet` = small print. */
  weight: z.enum(['strong', 'normal', 'quiet']),
  url: z.string().nullable(),
  /** What the line is about: a day beside the text, or a moment that may stand instead of it in the reader's own zone. */
  when: z.strictObject({ at: z.number().int(), kind: z.enum(['day', 'moment']) }).optional(),
});
export type CardLine = z.infer<typeof CardLine>;

export const CardSection = z.strictObject({ title: z.string().nullable(), lines: z.array(CardLine) });
export type CardSection = z.infer<typeof CardSection>;

/** What a chart shows, as plain data; `draw` makes a picture of it. */
export const Chart = z.strictObject({
  kind: z.enum(['score-history', 'comparison', 'waterfall']),
  title: z.string(),
  alt: z.string().max(1024),
  series: z.array(
    z.strictObject({
      name: z.string(),
      points: z.array(z.strictObject({ at: z.number(), value: z.number() })),
    }),
  ),
  marks: z.array(z.strictObject({ at: z.number(), label: z.string(), kind: z.enum(['action', 'deadline']) })),
  /** Of a waterfall: addends in their order, and last of all their sum. */
  bars: z
    .array(z.strictObject({ label: z.string(), points: z.number(), total: z.boolean().optional() }))
    .optional(),
  /** Bands behind the lines, from the lowest up: each reaches to `below`. */
  bands: z.array(z.strictObject({ below: z.number(), label: z.string() })).optional(),
});
export type Chart = z.infer<typeof Chart>;

/** An Alert or an answer as plain title, lines, links and chart. */
export const Card = z.strictObject({
  title: z.string(),
  url: z.string().nullable(),
  /** Colour by band. */
  tone: z.enum(['background', 'watch', 'elevated', 'high', 'severe', 'neutral', 'good']),
  lead: z.string(),
  sections: z.array(CardSection),
  links: z.array(z.strictObject({ label: z.string(), url: z.string() })),
  chart: Chart.nullable(),
  footer: z.string(),
  /** Id that every message carries, so that a delivery of unknown fate can be found in the channel. */
  reference: z.string().nullable(),
  language: z.enum(['en', 'zh']),
  /** What a reader may do with it, on sinks that have buttons: an act by its name, or a link. */
  buttons: z
    .array(
      z.strictObject({
        label: z.string().max(80),
        act: z.string().max(100).nullable(),
        url: z.string().nullable(),
      }),
    )
    .optional(),
});
export type Card = z.infer<typeof Card>;
