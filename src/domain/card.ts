import type { Language } from './language.ts';
/** Text with emphasis is not markup here: sinks render these parts in their own way. */
export interface CardLine {
  label: string | null;
  text: string;
  /** `strong` = the most important line; `quiet` = small print. */
  weight: 'strong' | 'normal' | 'quiet';
  url: string | null;
  /**
   * The time of the line: a day beside the text, or a moment that may replace it in the reader's
   * own zone.
   */
  when?: { at: number; kind: 'day' | 'moment' };
}

export interface CardSection {
  title: string | null;
  lines: CardLine[];
}

/** What a chart shows, as plain data; `draw` makes a picture of it. */
export interface Chart {
  kind: 'score-history' | 'comparison' | 'waterfall';
  title: string;
  /** At most 1,024 characters. */
  alt: string;
  series: { name: string; points: { at: number; value: number }[] }[];
  marks: { at: number; label: string; kind: 'action' | 'deadline' }[];
  /** Of a waterfall: addends in their order, and last of all their sum. */
  bars?: { label: string; points: number; total?: boolean | undefined }[] | undefined;
  /** Bands behind the lines, from the lowest up: each reaches to `below`. */
  bands?: { below: number; label: string }[];
}

/** An Alert or an answer as plain title, lines, links and chart. */
export interface Card {
  title: string;
  url: string | null;
  /** Colour by band. */
  tone: 'background' | 'watch' | 'elevated' | 'high' | 'severe' | 'neutral' | 'good';
  lead: string;
  sections: CardSection[];
  links: { label: string; url: string }[];
  chart: Chart | null;
  footer: string;
  /** Id in every message, by which a delivery in doubt can be found in the channel. */
  reference: string | null;
  language: Language;
  /**
   * Up to five buttons, on sinks that have them: an action by its name and the card's reference.
   */
  buttons?: { label: string; act: string }[];
}
