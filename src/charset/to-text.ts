import type { Finding } from '../domain/document.ts';
import { byteOrderMark, charsetInDocument, charsetOfHeader, decoderFor } from './declared.ts';
import { familiarity } from './familiar.ts';

export type Text = {
  text: string;
  /** The charset the bytes were read with: `utf-8`, `gb18030`, `big5`, `utf-16le`, ... */
  charset: string;
  findings: Finding[];
};

type CharsetChoice = { charset: string; text: string };

/**
 * Bytes to text, whatever was declared. Order: byte order mark, zero bytes of UTF-16, strict UTF-8, then the charset
 * that gives the most familiar characters, where a declared one wins unless another is clearly better.
 *
 * `declared` is a Content-Type header or a bare charset name. Findings: `charset-unknown` (no such charset),
 * `charset-wrong` (declared one charset, written in another), `undecodable` (some bytes stand for no character and
 * became U+FFFD). Never throws.
 */
export function toText(bytes: Uint8Array, options: { declared?: string | null } = {}): Text {
  const findings: Finding[] = [];
  const said = charsetOfHeader(options.declared) ?? charsetInDocument(bytes);
  const declared = said === null ? null : decoderFor(said);
  if (said !== null && declared === null)
    findings.push({ code: 'charset-unknown', message: `No charset is called "${said.slice(0, 40)}".` });

  const inside = charsetInDocument(bytes);
  const claims = [declared, inside === null ? null : decoderFor(inside)].filter((claim) => claim !== null);
  const { charset, text } = choose(bytes, claims);

  const plain = charset === 'utf-8' && isAscii(text);
  if (declared !== null && declared !== charset && !plain && !sameFamily(declared, charset))
    findings.push({ code: 'charset-wrong', message: `Declared as ${said}, written in ${charset}.` });
  const lost = count(text, '\ufffd');
  if (lost > 0)
    findings.push({ code: 'undecodable', message: `${lost} places could not be read as ${charset}.` });
  return { text, charset, findings };
}

function choose(bytes: Uint8Array, claims: readonly string[]): CharsetChoice {
  const mark = byteOrderMark(bytes);
  if (mark) return { charset: mark.charset, text: decodeWith(mark.charset, bytes.subarray(mark.length)) };
  const wide = wideByZeros(bytes);
  if (wide) return { charset: wide, text: decodeWith(wide, bytes) };
  const strict = strictUtf8(bytes);
  if (strict !== null) return { charset: 'utf-8', text: strict };
  return nearlyUtf8(bytes) ?? mostFamiliar(bytes, claims);
}

/** Text in Latin letters or markup written as UTF-16 has a zero in nearly every second byte; which one tells the byte order. */
function wideByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (pairs < 2) return null;
  if (odd > pairs * 0.2 && odd > even * 10) return 'utf-16le';
  if (even > pairs * 0.2 && even > odd * 10) return 'utf-16be';
  return null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 with a few damaged places (cut in the middle of a character, spliced bytes) is still UTF-8. */
function nearlyUtf8(bytes: Uint8Array): CharsetChoice | null {
  const text = decodeWith('utf-8', bytes);
  const beyondAscii = text.length - countAscii(text);
  const lost = count(text, '\ufffd');
  return beyondAscii > lost && lost <= Math.max(2, beyondAscii * 0.05) && beyondAscii - lost >= 4 * lost
    ? { charset: 'utf-8', text }
    : null;
}

const CANDIDATES = ['gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const CLEARLY_BETTER = 0.15;

function mostFamiliar(bytes: Uint8Array, claims: readonly string[]): CharsetChoice {
  const wideEnough = bytes.length % 2 === 0;
  const names = [...new Set([...claims, ...CANDIDATES])].filter(
    (name) => name !== 'utf-8' && (wideEnough || !name.startsWith('utf-16') || claims.includes(name)),
  );
  const scored = names.map((charset) => {
    const score = familiarity(decodeWith(charset, sample(bytes)));
    return { charset, score: score + (claims.includes(charset) ? CLEARLY_BETTER : 0) };
  });
  scored.sort((a, b) => b.score - a.score);
  const charset = scored[0]?.charset ?? 'gb18030';
  return { charset, text: decodeWith(charset, bytes) };
}

const SAMPLE_BYTES = 64 * 1024;

/** A piece of the bytes with enough non-ASCII in it: the start, or the part after long markup. */
function sample(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE_BYTES) return bytes;
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first) & ~1;
  return bytes.subarray(start, start + SAMPLE_BYTES);
}

function decodeWith(charset: string, bytes: Uint8Array): string {
  return new TextDecoder(charset).decode(bytes);
}

/** A server that says "UTF-16" without an order, or a Latin table for plain text, has not said anything wrong. */
function sameFamily(declared: string, found: string): boolean {
  return declared.startsWith('utf-16') && found.startsWith('utf-16');
}

function isAscii(text: string): boolean {
  return countAscii(text) === text.length;
}

function countAscii(text: string): number {
  let ascii = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 0x80) ascii += 1;
  return ascii;
}

function count(text: string, letter: string): number {
  let found = 0;
  for (let at = text.indexOf(letter); at !== -1; at = text.indexOf(letter, at + 1)) found += 1;
  return found;
}
