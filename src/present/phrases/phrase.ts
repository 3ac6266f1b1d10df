/** A stored reason as it is written, and the same in Chinese; `{name}` stands for what differs, and is translated by itself. */
export type Phrase = readonly [en: string, zh: string];
