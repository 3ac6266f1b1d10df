import { beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../../src/domain/act-kind.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readPartsOf } from '../../../../src/pipeline/flows/reader.ts';
import { createPressReader } from '../../../../src/pipeline/read/press/press-reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

let kind: (title: string, text: string, name: string) => string;

beforeAll(() => {
  const { catalog } = repositoryCatalog();
  const read = createPressReader(readPartsOf(catalog!));
  kind = (title, text, name) => {
    const found = read(decodeText(text, 'text'), { title }).findings.find((one) =>
      one.name.startsWith(name),
    );
    expect(found, `${name} is judged`).toBeDefined();
    return kindOf(found!.act);
  };
}, 120_000);

describe('what is done to a company', () => {
  it.each([
    ['charge/advance-notice', '万科：收到证监会行政处罚事先告知书', '', '万科'],
    ['warn/letter', '中信证券收到深圳证监局警示函，涉嫌信息披露违规', '', '中信证券'],
    ['warn/letter', '东吴证券再领罚单', '江苏证监局对东吴证券出具警示函。', '东吴证券'],
    [
      'rectify',
      '国家网信办责令快手改正，因其违反规定',
      '网信办责令改正快手的违法违规行为。',
      '快手',
    ],
    ['fine', '苹果因招聘歧视被美国司法部罚款', '美国司法部要求苹果公司配合。', '苹果'],
    ['fine', '华夏银行被罚款25万：因未经任职资格核准实际履职', '', '华夏银行'],
    ['fine', '证监会给予中金公司警告并处以罚款800万元', '', '中金公司'],
    ['pay/settlement', '谷歌向美国司法部支付和解金1亿美元', '', '谷歌'],
    ['summon', '国家邮政局约谈中通，指出其违规并要求整改', '', '中通'],
    ['summon', '圆通速递被约谈', '三部门针对圆通速递涉嫌违规寄递进行了处理。', '圆通速递'],
    ['probe', '欧盟调查微软是否禁止客户购买安全软件', '', '微软'],
    ['name', '市场监管总局通报小米产品不合格', '', '小米'],
    ['lifted', '美国商务部撤销针对新思科技的出口限制', '', '新思科技'],
    ['licence/revoked', '美国联邦通信委员会撤销中国联通子公司214牌照', '', '中国联通'],
    ['licence/revoked', '央行取消拉卡拉的支付业务许可证', '', '拉卡拉'],
    ['lifted', '深交所撤销科大讯飞退市风险警示，公司另获牌照', '', '科大讯飞'],
    ['annulled', '欧盟法院撤销对高通的反垄断罚款', '', '高通'],
    ['upheld', '欧盟法院维持对谷歌24亿欧元罚款', '', '谷歌'],
    ['upheld', '法院驳回苹果暂缓执行的请求', '', '苹果'],
    ['fine', '高盛维持买入评级，腾讯此前被罚款', '', '腾讯'],
    ['finding', '法官裁定谷歌在搜索市场非法垄断', '', '谷歌'],
    ['charge/preliminary', '欧盟初步认定Meta违反数字市场法', '', 'Meta'],
    ['dropped', '欧盟结束对微软的反垄断调查', '', '微软'],
    ['dropped', 'NHTSA closes Tesla Smart Summon probe', '', 'Tesla'],
    ['fine', 'Turkey fines Google for violating competition rules', '', 'Google'],
    ['probe', 'EU opens probe into Google banning cookies', '', 'Google'],
    ['charge', 'EU accuses Microsoft of breaking antitrust law', '', 'Microsoft'],
    ['delist-app', 'Tencent game banned from app stores in India', '', 'Tencent'],
    ['order', 'Law requires Google to pay publishers', '', 'Google'],
    ['probe', 'India orders antitrust probe of Amazon', '', 'Amazon'],
    ['dropped', 'U.S. regulator ends safety probe into Tesla vehicles', '', 'Tesla'],
    ['sue', 'FTC sues Microsoft over tax law', '', 'Microsoft'],
    [
      'pay/settlement',
      'Boeing agrees to pay in a settlement with the Justice Department',
      '',
      'Boeing',
    ],
  ])('%s: %s', (expected, title, text, name) => {
    expect(kind(title, text, name)).toBe(expected);
  });

  it('is not what stands beside another name', () => {
    const title = '交通运输部约谈货拉拉，并要求满帮集团限期整改';
    expect(kind(title, '', '货拉拉')).toBe('summon');
    expect(kind(title, '', '满帮集团')).toBe('rectify');
  });
});
