import type { Card } from '../../domain/card.ts';

/** Colours by band: grey, blue, amber, orange, red; green for good news. */
export const TONE_COLOURS: Record<Card['tone'], number> = {
  background: 0x8a8f98,
  watch: 0x3b82f6,
  elevated: 0xf5b301,
  high: 0xf97316,
  severe: 0xdc2626,
  neutral: 0x8a8f98,
  good: 0x16a34a,
};

/** The colour in CSS notation: `#3b82f6`. */
export const cssColour = (tone: Card['tone']): string =>
  `#${TONE_COLOURS[tone].toString(16).padStart(6, '0')}`;
