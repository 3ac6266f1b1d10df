import { renderReason } from '../../base/i18n/sentence.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { tickerOf } from '../../domain/company.ts';
import type { Document } from '../../domain/document.ts';
import type { Mapping, Match } from '../../domain/exposure.ts';
import type { Notice } from '../../domain/notice.ts';

/**
 * `read <file> --json`: the Notice with its spans, every Mention with its Match, every Exposure
 * with its reason. Stable.
 */
export function readAnswer(
  file: string,
  document: Document,
  notice: Notice,
  mapping: Mapping | null,
  catalog: Catalog,
) {
  const quote = (span: { start: number; end: number } | null) =>
    span === null ? null : { ...span, text: document.text.slice(span.start, span.end) };
  const matches = new Map(mapping?.matches.map((match) => [match.mention, match]));
  return {
    file,
    title: notice.title,
    language: notice.language,
    published: notice.published,
    verdict: notice.verdict,
    because: renderReason(notice.verdictBecause, 'en'),
    regulator:
      notice.regulator === null
        ? null
        : {
            id: notice.regulator.value,
            name: catalog.regulators.get(notice.regulator.value)?.short ?? null,
            rule: notice.regulator.rule,
            span: quote(notice.regulator.span),
          },
    jointRegulators: notice.jointRegulators,
    actions: notice.actions.map(({ span, ...action }) => ({ ...action, span: quote(span) })),
    deadline:
      notice.deadline === null
        ? null
        : {
            date: notice.deadline.value,
            rule: notice.deadline.rule,
            span: quote(notice.deadline.span),
          },
    batch:
      notice.batch === null
        ? null
        : { ...notice.batch.value, rule: notice.batch.rule, span: quote(notice.batch.span) },
    counts: {
      apps: notice.counts.apps?.value ?? null,
      parts: notice.counts.parts.map(({ name, count }) => ({ name, count })),
    },
    rules: notice.rules,
    mentions: notice.mentions.map(({ span, ...mention }) => ({
      ...mention,
      span: quote(span),
      roleBecause: renderReason(mention.roleBecause, 'en'),
      match: matchAnswer(matches.get(mention.id)),
    })),
    exposures: (mapping?.exposures ?? []).map((exposure) => ({
      ...exposure,
      name: catalog.companies.get(exposure.company)?.name.en ?? exposure.company,
      tickers: exposure.listings.map(tickerOf),
    })),
    counted: mapping?.counts ?? null,
    doubts: notice.doubts.map((doubt) => ({
      ...doubt,
      message: renderReason(doubt.message, 'en'),
    })),
    findings: document.findings,
    reader: notice.reader,
  };
}

function matchAnswer(match: Match | undefined) {
  if (match === undefined) return null;
  const candidates = match.candidates.map((candidate) => ({
    ...candidate,
    because: renderReason(candidate.because, 'en'),
  }));
  return { ...match, reason: renderReason(match.reason, 'en'), candidates };
}
