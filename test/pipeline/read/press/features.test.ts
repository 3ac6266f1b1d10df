import { beforeAll, describe, expect, it } from 'vitest';
import { readPartsOf } from '../../../../src/pipeline/flows/reader.ts';
import { type Annotator, annotate } from '../../../../src/pipeline/read/press/annotate.ts';
import { createAnnotator } from '../../../../src/pipeline/read/press/press-reader.ts';
import { featuresOf, targetsOf } from '../../../../src/pipeline/read/press/targets.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

let annotator: Annotator;

beforeAll(() => {
  const { catalog, problems } = repositoryCatalog();
  if (catalog === null) throw new Error(problems[0]?.message);
  annotator = createAnnotator(readPartsOf(catalog));
});

/** What speaks for and against the first name of a headline. */
function featuresIn(title: string): string[] {
  const [target] = targetsOf(annotate(title, '', annotator));
  return target === undefined ? [] : [...featuresOf(target)];
}

describe('a headline that names no authority', () => {
  it.each([
    ['携程被约谈', 'page: no authority, an official act'],
    ['携程收到警示函', 'page: an official act in the title'],
    ['携程被起诉', 'page: no authority'],
    ['Tesla fined over emissions', 'page: no authority, an official act'],
    ['Tesla sued over emissions', 'page: no authority'],
  ])('%s', (title, feature) => {
    expect(featuresIn(title)).toContain(feature);
  });
});

describe('a list of names', () => {
  it('is as long as its members, of which some are in no table', () => {
    expect(featuresIn('雅迪、邦德克斯、绿之源等10家企业被约谈')).toContain('in a list of some');
    expect(featuresIn('雅迪、邦德克斯、绿之源等10家企业被约谈')).toContain('right "等#"');
  });
});

describe('a hedge', () => {
  it('counts by itself where it stands right before the act', () => {
    expect(featuresIn('欧盟计划明年春季对谷歌展开调查')).not.toContain(
      'close ahead of the step after: 计划',
    );
    expect(featuresIn('谷歌或被罚款')).toContain('close ahead of the step after: 或');
  });
});

describe('who stands between a name and the act', () => {
  it.each([
    ['新华都：公司及高管收到警示函', 'roles to the step: : 公司 及 人物'],
    ['新华都：公司高管收到警示函', 'roles to the step: : 公司 人物'],
    ['新华都：子公司收到警示函', 'roles to the step: : 单位'],
    ['新华都收到警示函', 'roles to the step: none'],
  ])('%s', (title, feature) => {
    expect(featuresIn(title)).toContain(feature);
    expect(featuresIn(title)).toContain(`${feature}, 警示`);
  });

  it('is nothing where the act stands before the name, and in English', () => {
    const rolesIn = (title: string) =>
      featuresIn(title).filter((one) => one.startsWith('roles to the step'));
    expect(rolesIn('证监局警示新华都')).toEqual([]);
    expect(rolesIn('Tesla sued over emissions')).toEqual([]);
  });
});

describe('the shape of a page', () => {
  const shapeOf = (title: string, text: string) => annotate(title, text, annotator).shape;

  it('is what it has', () => {
    expect(shapeOf('携程被约谈', '')).toBe('headline');
    expect(shapeOf('携程被约谈', '携程被约谈')).toBe('headline');
    expect(shapeOf('', '携程被约谈。')).toBe('untitled');
    expect(shapeOf('携程被约谈', '市场监管总局今天约谈携程。')).toBe('whole');
  });
});

describe('a cue of one Chinese character', () => {
  it('is none inside a longer word', () => {
    expect(featuresIn('证监会要求蜜雪冰城前负责人出具材料')).toContain('sentence cue: 人物');
    expect(featuresIn('证监会要求蜜雪冰城目前出具说明')).not.toContain('sentence cue: 人物');
    expect(featuresIn('证监会要求蜜雪冰城出具材料')).not.toContain('sentence cue: 将');
    expect(featuresIn('证监会料要求蜜雪冰城出具说明')).toContain('sentence cue: 将');
  });
});

describe('what is read of a name', () => {
  it.each([
    ['深圳证监局对中信证券出具警示函', 'read: warn/letter, title, name'],
    ['欧盟监管机构对谷歌罚款', 'read: fine, watchdog'],
    ['谷歌或被美国罚款', 'read: fine, title, 或'],
    ['EU opens probe into Google banning cookies', 'read: probe'],
    ['Law requires Google to pay publishers', 'read: order'],
    ['携程被罚', 'read: none'],
  ])('%s', (title, feature) => {
    expect(featuresIn(title)).toContain(feature);
  });

  it('says whether the title says the same act where the text names the company', () => {
    const text = '市场监管总局依法约谈携程等平台。';
    const read = (title: string) =>
      targetsOf(annotate(title, text, annotator)).flatMap((target) => [...featuresOf(target)]);
    expect(read('市场监管总局约谈7家平台')).toContain('read: title says the same');
    expect(read('平台经济观察')).toContain('read: title says no act');
  });
});

describe('a sentence that cannot name a company', () => {
  const TEXT =
    '市场监管总局约谈滴滴。业内人士表示竞争激烈。虚构市木棉科技公司被处罚。据《人民日报》报道，检查仍在进行。';

  it('is known by its text alone', () => {
    const { sentences } = annotate('', TEXT, annotator);
    expect(sentences.map(({ mayName }) => mayName)).toEqual([true, false, true, false]);
  });

  it('has no token that is a name of one', () => {
    const { sentences } = annotate('', TEXT, annotator);
    const named = sentences.map(({ tokens }) =>
      tokens.some(({ name }) => name !== null && !['authority', 'outlet'].includes(name.kind)),
    );
    expect(named).toEqual([true, false, true, false]);
  });
});
