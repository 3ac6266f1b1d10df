import { webAddress } from '../../../domain/web-address.ts';

/** Everything in a feed's entry that may be the address of its page, as it is written. */
export interface StatedAddresses {
  /** Links, the page itself first. */
  readonly links: readonly (string | null | undefined)[];
  readonly guid?: string | null | undefined;
  /** False = the feed says that its `guid` is no address (`isPermaLink="false"`). */
  readonly isPermalink?: boolean;
  /** Atom `id`, RSS 1.0 `rdf:about`, `src` of Atom content. */
  readonly others?: readonly (string | null | undefined)[];
  readonly enclosure?:
    | { readonly url?: string | undefined; readonly type?: string | undefined }
    | null
    | undefined;
}

const isAbsolute = (text: string | null | undefined): boolean =>
  /^\s*https?:\/\//i.test(text ?? '');

/** A file that may hold the notice itself, and no sound or picture. */
const DOCUMENT_TYPE = /pdf|word|html|text|excel|sheet/i;
const DOCUMENT_NAME = /\.(?:pdf|docx?|xlsx?|html?|wps|txt)(?:[?#]|$)/i;

/**
 * The address of an entry's page; null where the feed gives none. A `guid` is an address unless the
 * feed denies it (RSS 2.0), and one that is written as an address is one anyway; relative ones only
 * from the root, since a number is no path.
 * @param bases what relative addresses are relative to, the nearest first
 */
export function entryAddress(stated: StatedAddresses, bases: readonly string[]): string | null {
  const { links, guid, isPermalink = true, others = [], enclosure } = stated;
  const base = bases.reduceRight<string | undefined>(
    (outer, inner) => webAddress(inner, outer) ?? outer,
    undefined,
  );
  const asGuid = isAbsolute(guid) || (isPermalink && guid?.trim().startsWith('/') === true);
  const file = enclosure?.url ?? '';
  const isDocument = DOCUMENT_TYPE.test(enclosure?.type ?? '') || DOCUMENT_NAME.test(file);
  const candidates = [
    ...links,
    asGuid ? guid : null,
    ...others.filter(isAbsolute),
    isDocument ? file : null,
  ];
  for (const candidate of candidates) {
    const address = webAddress(candidate, base);
    if (address !== null) return address;
  }
  return null;
}
