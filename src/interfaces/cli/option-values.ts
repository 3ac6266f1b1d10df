import type { Option as TypedOption } from '@commander-js/extra-typings';
import { Option } from 'commander';
import { atOf } from '../../answers/queries/at.ts';
import { CommandProblem } from '../../app/io.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';

/**
 * Reads `--at`: `2021-08-18`, `2021-08-18T10:00+08:00`, `2021-08-18T02:00Z`.
 * @param now what it stands for where nobody gives it
 * @param option the name under which the problem is reported
 */
export function readAt(text: string | undefined, now: number, option = '--at'): Instant {
  if (text === undefined) return now as Instant;
  const at = atOf(text);
  if (at === null)
    throw new CommandProblem(
      `${option} "${text}" is not a date: write 2021-08-18, or an instant with its offset such ` +
        'as 2021-08-18T10:00+08:00.',
    );
  return at;
}

/** Reads the beginning of a range: a date stands for 0:00 in Shanghai. */
export function readStart(text: string, option: string): Instant {
  const at = readAt(text, 0, option);
  return (text.length === 10 ? at - 86_399_000 : at) as Instant;
}

/** An option with a fixed choice of values. */
export const choice = <const Flags extends string, const T extends readonly string[]>(
  flags: Flags,
  description: string,
  all: T,
): TypedOption<Flags, undefined, undefined, undefined, false, T[number]> =>
  new Option(flags, description).choices(all) as never;

export const languageOption = (description = 'language of the answer') =>
  choice(`--language <${LANGUAGES.join('|')}>`, description, LANGUAGES);

export const JSON_OPTION = ['--json', 'for machines; the shape is stable'] as const;
