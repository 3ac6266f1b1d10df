/** Longer addresses are taken by few servers and by no browser. */
const LONGEST = 2_048;

/**
 * The address of the web that a foreign text stands for, on the page `base`: http or https, without a user name, as a URL writes it (no
 * blanks, quotes or angle brackets). null = it is something else, and is shown and sent nowhere.
 */
export function webAddress(address: string | null | undefined, base?: string | null): string | null {
  const given = address?.trim() ?? '';
  if (given === '' || given.length > LONGEST) return null;
  const url = URL.parse(given, base ?? undefined);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  url.username = '';
  url.password = '';
  return url.href.length > LONGEST ? null : url.href;
}
