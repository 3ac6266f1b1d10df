import type { CalendarDate } from '../../domain/time.ts';
import { daysIn as find, type MentionedDay } from '../dates/mentioned.ts';
import { remembered } from './memoize.ts';

const byDay = remembered((published) =>
  remembered((text): readonly MentionedDay[] => find(text, (published || null) as CalendarDate | null)),
);

/** The days of a text, kept for the sentence that is asked about again and again. */
export const daysIn = (text: string, published: CalendarDate | null) => byDay(published ?? '')(text);
export type { MentionedDay } from '../dates/mentioned.ts';
