import { webAddress } from '../../domain/web-address.ts';
import { parsePage } from '../../markup/parse-page.ts';

/** The address behind the link that leads on to the next page of a list; null where there is none. */
export function nextPage(text: string, selector: string, url: string): string | null {
  const page = parsePage(text);
  return page.ok ? webAddress(page.$(selector).first().attr('href'), url) : null;
}
