import type { Address } from '../domain/alert.ts';

/** Who gets it, without what opens the way there: the path and query of a hook are as good as a password. */
export function hiddenTo({ to }: Address): string {
  if (!/^https?:\/\//i.test(to)) return to;
  try {
    return `${new URL(to).origin}/…`;
  } catch {
    return '…';
  }
}
