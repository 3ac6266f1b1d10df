import type { Card } from '../domain/card.ts';
import { inTraditional } from '../names/traditional.ts';

/** Locales whose readers write traditional Chinese. */
const TRADITIONAL = ['zh-TW', 'zh-HK', 'zh-Hant'];

export function isTraditional(locale: string): boolean {
  return TRADITIONAL.includes(locale);
}

/** A Chinese text in the script of the reader's locale; any other text as it is. */
export function inScript(text: string, locale: string): string {
  return isTraditional(locale) ? inTraditional(text) : text;
}

/** The same for everything that a card says. Addresses, references and acts of buttons stay. */
export function cardInScript(card: Card, locale: string): Card {
  return card.language === 'zh' && isTraditional(locale) ? traditionalCard(card) : card;
}

/** A Chinese card in traditional script. */
export function traditionalCard(card: Card): Card {
  const say = inTraditional;
  const sections = card.sections.map((section) => ({
    title: section.title === null ? null : say(section.title),
    lines: section.lines.map((line) => ({
      ...line,
      label: line.label === null ? null : say(line.label),
      text: say(line.text),
    })),
  }));
  return {
    ...card,
    title: say(card.title),
    lead: say(card.lead),
    footer: say(card.footer),
    sections,
    links: card.links.map((link) => ({ ...link, label: say(link.label) })),
    chart: card.chart === null ? null : chartIn(card.chart),
    ...(card.buttons === undefined
      ? {}
      : { buttons: card.buttons.map((one) => ({ ...one, label: say(one.label) })) }),
  };
}

function chartIn(chart: NonNullable<Card['chart']>): NonNullable<Card['chart']> {
  const say = inTraditional;
  return {
    ...chart,
    title: say(chart.title),
    alt: say(chart.alt),
    series: chart.series.map((one) => ({ ...one, name: say(one.name) })),
    marks: chart.marks.map((one) => ({ ...one, label: say(one.label) })),
    ...(chart.bars === undefined
      ? {}
      : { bars: chart.bars.map((one) => ({ ...one, label: say(one.label) })) }),
    ...(chart.bands === undefined
      ? {}
      : { bands: chart.bands.map((one) => ({ ...one, label: say(one.label) })) }),
  };
}
