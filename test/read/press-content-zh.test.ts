import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../support/reading.ts';

describe('what is taken down inside an app is no removal of the app', () => {
  it.each([
    [
      '8月17日，广东网信办约谈木棉App负责人，责令其关停“夜谈”频道，下架录播板块中的违规节目，全面排查。',
      ['summoned', 'rectification-ordered'],
    ],
    [
      '8月17日，北京网信办约谈青禾平台，责令立即整改，关停违规账号300个，下架违规视频。',
      ['summoned', 'rectification-ordered'],
    ],
    [
      '8月17日，浙江网信办约谈绿萝音乐，责令限期整改，封禁违规直播间。',
      ['summoned', 'rectification-ordered'],
    ],
    ['8月17日，工信部下架传播低俗视频的App12款。', ['removed-from-stores']],
    ['8月17日，国家网信办要求各应用商店下架木棉视频。', ['removed-from-stores']],
    ['8月17日，国家网信办约谈青禾平台，要求下架相关歌曲，责令整改。', ['summoned', 'rectification-ordered']],
    ['8月17日，印度封禁青禾视频等App。', ['banned']],
    ['8月17日，国家网信办关停违规App“木棉”。', ['banned']],
  ])('%s', (text, types) => {
    expect(typesOf(read(text)).toSorted()).toEqual(types.toSorted());
  });
});

describe('words beside the step that are none', () => {
  it.each([
    [
      'a bureau "reports" a talk and a fine',
      '今天，网信办通报：因多次传播违规信息，国家网信办约谈木棉网，责令立即整改，并处罚款300万元。',
      ['summoned', 'rectification-ordered', 'fined'],
    ],
    [
      'a case is made public',
      '青禾平台被罚50万元\n昨天，北京市市场监管局发布查处首例平台虚假宣传典型案例。执法机关已对青禾平台作出罚款50万元的行政处罚。',
      ['fined'],
    ],
    [
      'a plan',
      '海南省互联网信息办公室8月17日通报“木棉”“青禾”等8款App违法收集个人信息。下一步，海南省网信部门将通过通报整改及行政处罚等方式，重点打击此类行为。',
      ['named'],
    ],
    [
      'a plan told by an official',
      '浙江网信办8月17日通报“木棉”等5款App违法收集个人信息。相关负责人表示，接下来将继续开展检查，依法下架拒不改正的App。',
      ['named'],
    ],
    [
      'a notice that starts a campaign',
      '“木棉”“青禾”等69款移动应用被通报\n工信部、公安部联合印发通知，在全国开展为期3个月的专项整治行动。\n8月17日，公安部通报69款违法违规收集使用个人信息的移动应用。',
      ['named'],
    ],
    [
      'the disclaimer of a mirror',
      '8月17日，湖南省通信管理局通报11款侵害用户权益的App。\n本站内容转发自互联网，如有发现侵权请联系站长及时下架或删除。',
      ['named'],
    ],
    [
      'another mirror',
      '8月17日，湖南省通信管理局通报11款侵害用户权益的App。\n若涉及侵权，请联系我们下架处理。',
      ['named'],
    ],
    [
      'the penalties of a draft',
      '关于《价格行为处罚规定（修订征求意见稿）》公开征求意见的公告\n市场监管总局起草了《价格行为处罚规定（修订征求意见稿）》，现向社会公开征求意见。\n第三条　有下列情形之一的，给予警告，可以并处5万元以下的罚款；情节严重的，吊销营业执照。',
      ['rule-proposed'],
    ],
  ])('%s', (_about, text, types) => {
    expect(typesOf(read(text)).toSorted()).toEqual(types.toSorted());
  });

  it('what led to the news keeps its own day', () => {
    const { actions } = read(
      '木棉新闻等4款应用被下架\n8月17日，国家网信办要求各应用商店下架木棉新闻等4款App。\n近来，有关部门加大了监管力度。8月13日，国家网信办约谈青禾，责令整改。',
    );
    expect(actions.map((one) => one.type)).toEqual(['removed-from-stores']);
  });
});

describe('steps that were not read', () => {
  it.each([
    ['中國政府出手！蘋果遭令從App Store刪除WhatsApp、Threads', 'removed-from-stores'],
    ['8月17日，中国网络监管机构命令苹果从App Store移除两款应用。', 'removed-from-stores'],
    [
      '国家新闻出版署关于严格管理网络游戏的通知\n自本通知施行之日起，所有网络游戏企业仅可在周五20时至21时提供服务。',
      'rule-enacted',
    ],
  ])('%s', (text, type) => {
    expect(typesOf(read(text))).toContain(type);
  });

  it('a company that sets a rumour straight tells no step', () => {
    const text =
      '木棉商店澄清“被下架”：配合相关部门下架违规应用\n木棉商店称，有媒体报道称木棉商店被下架。这是错误理解。\n据悉，国家互联网应急中心日前检测认定了90个恶意App，通知各平台下架。';
    expect(read(text).verdict).toBe('none');
  });

  it('names are read without the words in front of them', () => {
    expect(
      appsOf(read('8月17日，浙江网信办通报违规App。针对木棉App存在强制授权问题，责令限期整改。')),
    ).toEqual(['木棉']);
  });
});
