/** Longer addresses are taken by few servers and by no browser. */
const LONGEST = 2_048;

/**
 * The http(s) address that a foreign text on the page `base` stands for, as a URL writes it,
 * without a user name; null = it is none.
 */
export function webAddress(
  address: string | null | undefined,
  base?: string | null,
): string | null {
  const given = address?.trim() ?? '';
  if (given === '' || given.length > LONGEST) return null;
  const url = URL.parse(given, base ?? undefined);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  url.username = '';
  url.password = '';
  return url.href.length > LONGEST ? null : url.href;
}
