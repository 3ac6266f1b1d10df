import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

/** A headline alone, as a list of hot topics or a news flash carries it. */
const headline = (title: string) => read(title, { title });

describe('Chinese headlines alone that tell a new step', () => {
  it.each([
    ['印度再封禁43款中国App 木棉在列', 'banned'],
    ['欧盟对木棉公司罚款18.4亿欧元', 'fined'],
    ['法国对木棉罚款1亿欧元', 'fined'],
    ['韩国公平委对木棉公司罚款421亿韩元', 'fined'],
    ['欧盟指控木棉公司违反数字市场法', 'named'],
    ['木棉维修被立案调查', 'probe-opened'],
    ['澳大利亚禁止政府设备使用木棉App', 'banned'],
    ['意大利宣布禁用木棉App', 'banned'],
    ['韩国暂停木棉应用下载', 'removed-from-stores'],
    ['美国将13家中国企业列入实体清单', 'named'],
    ['商务部将木棉集团列入不可靠实体清单', 'named'],
    ['国家网信办就人脸识别管理规定征求意见', 'rule-proposed'],
    ['数据出境管理办法修订草案征求意见', 'rule-proposed'],
    ['数据保护法表决通过', 'rule-enacted'],
    ['网络数据条例3月1日起施行', 'rule-enacted'],
    ['市监总局：对木棉等五家企业不正当价格行为处罚', 'fined'],
    ['182亿！木棉收天价罚单', 'fined'],
    ['木棉在华产品未通过网络安全审查', 'banned'],
    ['市场监管总局公布43起未依法申报违法实施经营者集中案件', 'merger-fined'],
    ['青岛联合调查组：对木棉公司罚没689万元', 'fined'],
    ['工信部要求限期解除网址屏蔽', 'rectification-ordered'],
    ['木棉因传输用户数据被罚12亿欧元', 'fined'],
    ['商务部：禁止木棉公司向中国出口测序仪', 'banned'],
  ])('%s', (title, type) => {
    expect(typesOf(headline(title))).toContain(type);
  });
});

describe('Chinese headlines alone that tell none', () => {
  it.each([
    ['of a person, by what he did', '男子编造虚假视频被罚'],
    ['of a person nobody knows', '歌手李某因多次违规被罚'],
    ['of a family', '妻子闯祸 老公被罚款80万元'],
    ['a rumour', '曝李某违反交规被约谈'],
    ['a guess', '木棉公司疑似被罚'],
    ['a question on the reason', '木棉公司为什么被罚'],
    ['a question on what follows', '木棉App被下架后，用户会受到影响吗？'],
    ['an answer of whom it hit', '主持人李某回应被通报'],
    ['an answer of the authority', '商务部回应对木棉公司发起调查：依法依规'],
    ['a newspaper comments', '人民日报评木棉被罚：网络空间不是法外之地'],
    ['an expert explains', '专家解读木棉公司被罚182亿'],
    ['a look back', '盘点2021年：木棉公司被罚182亿'],
    ['what is to come', '工信部：将推动出台个人信息保护管理规定'],
    ['a draft is taken off a site', '《网络游戏办法》征求意见稿链接失效'],
    ['a warning to users', '工信部通报木棉手机高危漏洞'],
    ['police on a suspect', '官方通报已对嫌疑人采取强制措施'],
    ['a country plans', '美国考虑封禁木棉App'],
    ['a country will', '印度将封禁木棉App'],
    ['no firm is hit', '日本禁止使用塑料袋'],
    ['its users do it', '印度用户封禁木棉'],
    ['a firm answers a draft', '网络游戏管理办法征求意见 木棉公司：将积极配合新规落地'],
  ])('%s: %s', (_about, title) => {
    expect(headline(title).verdict).toBe('none');
  });
});

describe('the office of another country', () => {
  it.each(['日本公平交易委员会对木棉公司展开调查', '美商务部：9月20日起禁止下载木棉App'])(
    '%s is none of ours',
    (title) => {
      const notice = headline(title);
      expect(notice.verdict).toBe('action');
      expect(notice.regulator).toBeNull();
    },
  );
});
