import type { Document } from '../../domain/document.ts';

/** Findings by which a document, or the part of it that holds the list, was not read. */
const FAILED: ReadonlySet<string> = new Set([
  'took-too-long',
  'took-too-much',
  'broke',
  'unreadable',
  'unknown-format',
  'too-large',
]);

/**
 * Why a document was not read, in one sentence; null where it was. A document without words says
 * nothing of its own: that it is no censure is not known.
 */
export function failureOf({ text, findings }: Document): string | null {
  const failed = findings.find(({ code }) => FAILED.has(code));
  if (failed !== undefined) return failed.message;
  if (text.trim() !== '') return null;
  return findings[0]?.message ?? 'The file holds no text.';
}
