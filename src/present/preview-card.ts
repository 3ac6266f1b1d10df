import type { Card } from '../domain/card.ts';
import { line, plainCard } from './plain-card.ts';
import { type Language, localeOf } from './words.ts';

const SAYS = {
  en: {
    title: 'Preview: Example Holdings (EXMP): MIIT orders Example App to rectify. Risk 3.2 → 18.4 (watch)',
    text: 'This is a preview. The company is made up, and nobody was named.',
    app: 'Example App',
    accused: 'collects personal data without consent',
  },
  zh: {
    title: '预览：示例控股（EXMP）：工信部责令示例应用限期整改。风险分 3.2 → 18.4（关注）',
    text: '这是一条预览。公司为虚构，并无任何企业被点名。',
    app: '示例应用',
    accused: '未经同意收集个人信息',
  },
} as const;

/** What an alert looks like, with a company that does not exist: nobody real is named without evidence. */
export function previewCard(language: Language): Card {
  const says = SAYS[language];
  const words = localeOf(language);
  const lines = [
    line(null, says.text, 'strong'),
    line(words.apps, says.app),
    line(words.accused, says.accused),
  ];
  return plainCard(language, says.title, '', [{ title: null, lines }], { tone: 'watch' });
}
