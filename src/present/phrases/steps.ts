import type { Phrase } from './phrase.ts';

/** Why a document was read as a new step or as none, and what is in doubt. */
export const STEPS: readonly Phrase[] = [
  ['a list notice: "{phrase}" in the title', '名单通报：标题中的“{phrase}”'],
  ['a list notice: "{phrase}" in the lead', '名单通报：首段中的“{phrase}”'],
  ['a list notice: "{phrase}" in the body', '名单通报：正文中的“{phrase}”'],
  ['a list notice: "{phrase}" in the {place}', '名单通报：“{phrase}”（{place}）'],
  ['no name stands near a word for a step', '没有名称与表示行动的措辞相邻'],
  ['“{phrase}” aimed at {name}: only {chance}', '“{phrase}”针对{name}：仅{chance}'],
  ['“{phrase}” aimed at {name}: {chance}', '“{phrase}”针对{name}：{chance}'],
  ['blamed as a store for the apps it offers', '作为应用商店因所提供的应用被批评'],
  ['hit by the new step', '新行动的对象'],
  ['a row of the list holds no app name', '名单中有一行没有应用名'],
  ['the text names no authority', '文中未指明监管机构'],
  ['"{phrase}" is not in the glossary', '“{phrase}”不在术语表中'],
  ['the day of publication is not known, from which the deadline counts', '不知发布日，无法计算期限'],
  ['the holidays of that year are not published yet', '该年度放假安排尚未公布'],
];

export const STEP_WORDS: readonly Phrase[] = [
  ['name', '名称'],
  ['law', '法规'],
  ['threat', '警告'],
  ['denial', '否认'],
  ['easing', '放宽'],
  ['statistics', '统计'],
  ['history', '旧事'],
  ['campaign', '专项行动'],
  ['own-account', '自述'],
  ['praise', '表扬'],
  ['subject', '对象'],
  ['store', '商店'],
  ['action', '新行动'],
  ['none', '无新行动'],
  ['doubt', '待核实'],
];
