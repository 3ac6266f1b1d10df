import type { Card } from '../domain/card.ts';
import { line, plainCard } from './plain-card.ts';
import { type Language, localeOf } from './words.ts';

const SAYS = {
  en: {
    title: 'Preview: MIIT: ordered to rectify (2 apps)',
    lead: 'Example Holdings 3.2 → 18.4',
    did: 'ordered to rectify',
    text: 'This is a preview. The company is made up, and nobody was named.',
    app: 'Example App',
    accused: 'collects personal data without consent',
  },
  zh: {
    title: '预览：工信部：责令整改（2 款应用）',
    lead: '示例控股 3.2 → 18.4',
    did: '责令整改',
    text: '这是一条预览。公司为虚构，并无任何企业被点名。',
    app: '示例应用',
    accused: '未经同意收集个人信息',
  },
} as const;

/** What an alert looks like, with a company that does not exist: nobody real is named without evidence. */
export function previewCard(language: Language): Card {
  const says = SAYS[language];
  const words = localeOf(language);
  return plainCard(
    language,
    says.title,
    says.lead,
    [
      { title: null, lines: [line(null, says.text, 'strong')] },
      { title: words.what, lines: [line(null, says.did)] },
      {
        title: 'Example Holdings (EXMP)',
        lines: [
          line(words.score, `3.2 → 18.4 (+15.2), ${words.bands.watch}`, 'strong'),
          line(says.app, says.accused),
        ],
      },
    ],
    { tone: 'watch' },
  );
}
