import type { Document } from '../../domain/document.ts';

/** Findings that mean that a document, or the part with the list, was not read. */
const FAILED: ReadonlySet<string> = new Set([
  'took-too-long',
  'took-too-much',
  'broke',
  'unreadable',
  'unknown-format',
  'too-large',
]);

/**
 * Why a document was not read, in one sentence; null where it was. A document without words proves
 * nothing: it may report an act.
 */
export function failureOf({ text, findings }: Document): string | null {
  const failed = findings.find(({ code }) => FAILED.has(code));
  if (failed !== undefined) return failed.message;
  if (text.trim() !== '') return null;
  return findings[0]?.message ?? 'The file holds no text.';
}
