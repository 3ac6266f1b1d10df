import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/pipeline/decode/decode.ts';
import { parts, readDocument } from '../../support/reading.ts';

const { id: bureau, sources } = parts.regulators.find(
  (one) => one.id.startsWith('cn-') && one.sources.some((source) => source.speaksFor === one.id),
)!;
const own = sources.find((one) => one.speaksFor === bureau)!.id;
const regulatorOf = (text: string, source: string | null) =>
  readDocument(decodeText(text, 'text'), { title: '关于下架侵害用户权益APP的通报', source })
    .regulator?.value ?? null;

const UNSIGNED =
  '我局组织检测，下列APP未按要求完成整改，现予以下架：\n1. 海风天气\n2. 山谷记账\n3. 石榴日历\n';

describe('a page of a source that speaks for one authority', () => {
  it("is that authority's where it names none", () => {
    expect(regulatorOf(UNSIGNED, own)).toBe(bureau);
  });

  it('is that of another one that it names', () => {
    expect(
      regulatorOf(`国家互联网信息办公室通报：\n${UNSIGNED.replace('我局', '国家网信办')}`, own),
    ).toBe('cn-cac');
  });

  it("is nobody's at a source that speaks for none", () => {
    expect(regulatorOf(UNSIGNED, null)).toBe(null);
  });
});
