import type { Address } from '../../domain/alert.ts';

/**
 * The form of an address that is shown, logged and exported: of a web address the host and a short
 * hash that tells two apart. Path, query and fragment of a hook are secret.
 */
export function shownAddress({ to }: Pick<Address, 'to'>): string {
  if (!/^https?:/i.test(to)) return to;
  const host = URL.parse(to)?.host ?? '';
  return `${host || '…'} (${shortHash(to)})`;
}

/** FNV-1a, 32 bits: enough to tell addresses apart, too little to recover one. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
