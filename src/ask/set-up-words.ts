import { filled, type Language, MESSAGES } from '../present/messages.ts';
import type { SetUpProblem } from './set-up.ts';

const MOST_CANDIDATES = 3;

/** What is wrong with an answer, as a sentence; no value of a secret is part of it. */
export function setUpProblem({ code, ...values }: SetUpProblem, language: Language): string {
  const names = 'candidates' in values ? values.candidates.slice(0, MOST_CANDIDATES) : [];
  const candidates = names.join(language === 'zh' ? '、' : ', ') || 'none';
  return filled(MESSAGES[language].web.setUp.problems[code], { ...values, candidates }, language);
}
