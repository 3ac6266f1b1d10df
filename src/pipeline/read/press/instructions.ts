/**
 * What an article says to whoever reads it by machine: no reporter writes so. Lower case; of the
 * Chinese ones each is a whole phrase.
 */
const CUES: readonly string[] = [
  'answer that ',
  'ignore previous',
  'ignore all previous',
  'ignore the above',
  'ignore your instructions',
  'disregard previous',
  'disregard the above',
  'system prompt',
  'system:',
  'as an ai ',
  'you are an ai',
  'output the following json',
  '忽略以上',
  '忽略之前',
  '忽略上述',
  '系统提示',
  '请回答：',
  '请回答称',
  '你是一个ai',
];

/** Whether a sentence instructs its reader how to answer: it reports nothing by that. */
export function instructsReader(sentence: string): boolean {
  const lower = sentence.toLowerCase();
  return CUES.some((cue) => lower.includes(cue));
}
