/**
 * Names of charsets beside those that the platform knows. All names of GB2312 go to gb18030, its
 * superset: pages that say GB2312 do hold characters outside it.
 */
const OTHER_NAMES: readonly (readonly [RegExp, decoder: string])[] = [
  [/^(?:us-)?ascii$/, 'utf-8'],
  [/^(?:gb-?(?:2312|18030)|gbk|euc-cn|(?:cp|ms|windows-)936)$/, 'gb18030'],
  [/^(?:big-5|(?:cp|ms)950)$/, 'big5'],
  [/^utf16$/, 'utf-16le'],
];

/**
 * The decoder for a declared name, or null where the name is not one that any decoder here knows.
 */
export function decoderFor(label: string): string | null {
  const name = label.trim().replace(/^["']|["']$/g, '');
  const known = (one: string) => OTHER_NAMES.find(([names]) => names.test(one))?.[1];
  try {
    const encoding = known(name.toLowerCase()) ?? new TextDecoder(name).encoding;
    return known(encoding) ?? encoding;
  } catch {
    return null;
  }
}

/**
 * The charset named in a Content-Type header, or the value itself when it is a bare charset name.
 */
export function charsetOfHeader(value: string | null | undefined): string | null {
  if (!value) return null;
  const named = /charset\s*=\s*["']?([^\s"';,]+)/i.exec(value)?.[1];
  if (named) return named;
  return /[/=;]/.test(value) ? null : value.trim() || null;
}

const XML_ENCODING = /\bencoding\s{0,4}=\s{0,4}["']([^"']{1,40})["']/i;
const META = /\bcharset\s{0,4}=\s{0,4}["']?\s{0,4}([^\s"'/>;]{1,40})/i;
const IN_DOCUMENT_BYTES = 1024;

function charsetOfMeta(head: string): string | null {
  const tags = head.split('<').filter((part) => /^meta\b/i.test(part));
  return (
    tags.map((tag) => META.exec(tag.split('>', 1)[0]!)?.[1]).find((one) => one !== undefined) ??
    null
  );
}

/**
 * The charset that the document names itself, in an XML prolog or an HTML meta tag within its first
 * KB.
 */
export function charsetInDocument(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1')
    .decode(bytes.subarray(0, IN_DOCUMENT_BYTES))
    .replaceAll('\0', '');
  const prolog = /^\s{0,9}<\?xml\b/i.test(head) ? head.split('>', 1)[0]! : '';
  return XML_ENCODING.exec(prolog)?.[1] ?? charsetOfMeta(head);
}

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * The byte order mark at the start: which charset it stands for and how many bytes it takes; null
 * without one.
 */
export function byteOrderMark(bytes: Uint8Array): { charset: string; length: number } | null {
  for (const [mark, charset] of MARKS)
    if (mark.every((byte, at) => bytes[at] === byte)) return { charset, length: mark.length };
  return null;
}
