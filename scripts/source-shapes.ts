import { z } from 'zod';
import { Incident, IncidentReport } from '../src/domain/incident.ts';
import { SaidReason } from '../src/domain/reason.ts';
import { Instant } from '../src/domain/time.ts';
import type { SourceCheck } from '../src/pipeline/watch/check-source.ts';

// What `sources … --json` prints, for docs/json.md. Times are milliseconds since 1970.

const kind = z.enum(['rss', 'html-list', 'json', 'series']);

/** A row of `sources --json`. */
export const SourceRows = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    kind,
    url: z.string(),
    official: z.boolean(),
    enabled: z.boolean(),
    address: z.enum(['verified', 'unverified']),
    expectedPer30Days: z.number().nullable(),
    lastAttemptAt: Instant.nullable(),
    lastSuccessAt: Instant.nullable(),
    lastChangeAt: Instant.nullable(),
    nextPollAt: Instant.nullable(),
    failures: z.number(),
    lagMs: z.number().nullable(),
    finding: z.strictObject({ code: z.string(), message: z.string(), since: Instant }).nullable(),
    gaps: z.array(z.strictObject({ from: Instant, to: Instant.nullable(), because: SaidReason })),
    checked: z.strictObject({ on: z.string(), by: z.string(), works: z.boolean() }).nullable(),
    layoutSeen: z.string().nullable(),
    newestRow: z.string().nullable(),
    usualMs: z.number().nullable(),
    country: z.string().nullable(),
    theme: z.string().nullable(),
    note: z.string().nullable(),
  }),
);

/** A row of `sources check --json`: the compiler holds it to what the check answers. */
const Checked = z.object({
  source: z.string() as unknown as z.ZodType<SourceCheck['source']>,
  works: z.boolean(),
  proven: z.boolean(),
  addresses: z.array(
    z.object({
      url: z.string(),
      answer: z.string() as unknown as z.ZodType<SourceCheck['addresses'][number]['answer']>,
      status: z.number().nullable(),
      contentType: z.string().nullable(),
      bytes: z.number().nullable(),
      rows: z.number().nullable(),
      newest: z.string().nullable(),
      first: z.array(z.object({ title: z.string(), date: z.string().nullable(), url: z.string() })),
      doubts: z.array(z.enum(['no-dates', 'short-titles', 'menu-links', 'few-rows'])),
      movedTo: z.string().nullable(),
      message: z.string().nullable(),
      readableAs: kind.nullable(),
      offer: z
        .object({
          feed: z.string().nullable(),
          selector: z.object({ text: z.string(), rows: z.number() }).nullable(),
        })
        .nullable(),
    }),
  ),
  proposal: z.string().nullable(),
  fix: z
    .object({
      url: z.string().exactOptional(),
      mirrors: z.array(z.string()).readonly().nullable().exactOptional(),
      kind: kind.exactOptional(),
      select: z.record(z.string(), z.string()).readonly().nullable().exactOptional(),
      address: z.enum(['verified', 'unverified']).exactOptional(),
    })
    .nullable(),
}) satisfies z.ZodType<SourceCheck>;
export const SourceChecks = z.array(Checked);

/** A row of `sources last --json`. */
export const LastNotices = z.array(
  z.strictObject({
    title: z.string(),
    url: z.string(),
    statedDate: z.string().nullable(),
    fresh: z.boolean(),
    problem: z.string().nullable(),
    item: z.string().nullable(),
    late: z.boolean(),
    backfill: z.boolean().nullable(),
    verdict: z.enum(['action', 'none', 'doubt']).nullable(),
    because: SaidReason.nullable(),
    actions: z.array(z.string()),
    apps: z.number(),
    companies: z.array(z.string()),
  }),
);

/** A row of `sources incidents --json`. */
export const Incidents = z.array(
  Incident.extend({ tellings: z.array(IncidentReport.extend({ because: SaidReason.nullable() })) }),
);
