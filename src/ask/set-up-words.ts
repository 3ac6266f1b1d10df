import type { Language } from '../present/words.ts';
import type { SetUpProblem } from './set-up.ts';

type Sentences = { readonly [C in SetUpProblem['code']]: (problem: SetUpProblem & { code: C }) => string };

const EN: Sentences = {
  'no-address': ({ takes }) => `That is no address of this way out: it takes ${takes}.`,
  needs: ({ sink, variables }) => `${sink} needs ${variables}: fill that in as well.`,
  'no-company': ({ value, candidates }) =>
    `“${value}” is no company that is known here${candidates.length === 0 ? '' : `; it may be ${candidates.slice(0, 3).join(', ')}`}.`,
  'no-body': ({ value }) => `“${value}” is no regulator or outlet that is known here.`,
  'bad-value': ({ variable }) => `${variable} has no such form: .env.example says what it takes.`,
  'no-file': ({ file, because }) => `${file} cannot be written (${because}): nothing was changed.`,
};

const ZH: Sentences = {
  'no-address': ({ takes }) => `这不是该渠道的地址，应为：${takes}。`,
  needs: ({ sink, variables }) => `${sink} 还需要 ${variables}，请一并填写。`,
  'no-company': ({ value, candidates }) =>
    `这里没有名为“${value}”的公司${candidates.length === 0 ? '' : `，可能是${candidates.slice(0, 3).join('、')}`}。`,
  'no-body': ({ value }) => `“${value}”不是这里收录的监管机构或媒体。`,
  'bad-value': ({ variable }) => `${variable} 的格式不对，.env.example 中有说明。`,
  'no-file': ({ file, because }) => `无法写入 ${file}（${because}），未作任何更改。`,
};

/** What is wrong with an answer, as a sentence; no value of a secret is part of it. */
export function setUpProblem(problem: SetUpProblem, language: Language): string {
  const sentences = language === 'zh' ? ZH : EN;
  return (sentences[problem.code] as (one: SetUpProblem) => string)(problem);
}
