import { agrees, employersOf, type LabelledDocument, targetsOf } from './dataset.ts';

/**
 * A copy counts so much of its document: both tell the same. In Chinese more of it costs what is
 * confirmed of whole documents: a text often says what a title leaves open.
 */
const COPY = { en: 0.5, zh: 0.1 } as const;
/** The least share of a document that somebody read. */
const READ = 0.5;

/** Whether nothing but a title is there to be read: many feeds give no more. */
export const hasTitleOnly = ({ title, text }: Pick<LabelledDocument, 'title' | 'text'>): boolean =>
  title !== '' && (text === '' || bare(text) === bare(title));

const bare = (text: string): string => text.replaceAll(/[\s.。]+/gu, '');

/**
 * Copies of the documents that somebody read, with nothing but the title, so that a lacking body
 * says nothing of itself. The label of a title is that of the document where the title has the names
 * at which the act is aimed; where it has none of them there is no copy.
 */
export function titlesOf(documents: readonly LabelledDocument[]): LabelledDocument[] {
  return documents.flatMap((one): LabelledDocument[] => {
    if (one.date === '' || one.share < READ || one.title === '' || hasTitleOnly(one)) return [];
    if (one.label.step === 'debatable') return [];
    const aimed = [...targetsOf(one), ...employersOf(one)];
    if (one.label.step && !aimed.some((name) => agrees(one.title, name))) return [];
    return [
      { ...one, id: `${one.id} title`, text: '', share: one.share * COPY[one.lang], isCopy: true },
    ];
  });
}
