import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../../support/reading.ts';

const hit = (text: string, title = '') =>
  read(text, { title })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('what authorities order, in their words', () => {
  it.each([
    ['网信部门依法集中查处一批存在内容标识违法违规问题的移动互联网应用程序', ['named'], 'cn-cac'],
    ['网信部门依法查处木棉直播、青禾天气APP等破坏网络生态案件', ['named'], 'cn-cac'],
    [
      '北京市网信办依法约谈某平台，提出严肃批评，责令全面进行整改。',
      ['criticised', 'rectification-ordered', 'summoned'],
      'cn-beijing-cac',
    ],
    [
      '上海市网信办约谈某平台，热搜榜等板块暂时下线一周进行整改。',
      ['rectification-ordered', 'summoned'],
      'cn-shanghai-cac',
    ],
    [
      '金融管理部门要求某集团关停违规开展的互助业务。中国人民银行对其处以罚款7亿元。',
      ['rectification-ordered', 'fined', 'banned'],
      'cn-pboc',
    ],
    [
      '泉州市互联网信息办公室依法关停下架“木棉视频”“青禾聊天”等43款违规类APP。',
      ['removed-from-stores'],
      'cn-quanzhou-cac',
    ],
    ['各地网信部门依法查处一批存在问题的App', ['named'], null],
    [
      '中央网信办、工信部联合通报351款App，其中木棉租房等被责令整改，129款被下架。',
      ['named', 'rectification-ordered', 'removed-from-stores'],
      'cn-cac',
    ],
    ['浙江省通信管理局通报下架42款App。', ['removed-from-stores'], 'cn-zhejiang-ca'],
  ])('%s', (text, types, regulator) => {
    const notice = read(text);
    expect([typesOf(notice), notice.regulator?.value ?? null]).toEqual([types, regulator]);
  });

  it('the boards of a platform that go offline for rectification are a step, some days later too', () => {
    const text =
      '新闻网 2021-08-18 10:15\n8月15日，国家互联网信息办公室指导北京市互联网信息办公室约谈微博负责人，热搜榜等板块暂时下线一周进行整改。';
    expect(typesOf(read(text, { title: '微博热搜榜等板块下线整改' }))).toEqual([
      'rectification-ordered',
      'summoned',
    ]);
  });

  it('those who founded a working group do not act', () => {
    const text = '由中国消费者协会等成立的App专项治理工作组通报40款App。';
    expect(read(text).regulator?.value).toBe('cn-app-working-group');
  });

  it('the day to hand something in is not the day to rectify', () => {
    const text =
      'App专项治理工作组通报40款App，要求自通知发布之日起10日内联系工作组，领取整改通知，在30日内完成整改。';
    expect(read(text).deadline?.value).toBe('2021-09-17');
  });

  it.each([
    ['6月30日（星期五）前完成整改', '2021-06-30'],
    ['8月27日18:00前完成整改', '2021-08-27'],
    ['8月27日(周五)前整改到位', '2021-08-27'],
  ])('%s', (told, day) => {
    const published = day.startsWith('2021-06') ? '2021-06-20' : '2021-08-18';
    expect(read(`福建省通信管理局通报6款APP，要求其于${told}。`, { published }).deadline?.value).toBe(day);
  });

  it.each([
    ['西藏证监局责令某证券公司改正。', 'cn-csrc'],
    ['某市网信部门约谈木棉直播，责令整改。', null],
  ])('whose office acts: %s', (text, regulator) => {
    expect(read(text).regulator?.value ?? null).toBe(regulator);
  });

  it.each([
    [
      'a list of those involved',
      '市场监管总局对20起未依法申报案作出行政处罚。\n案件涉及阿里巴巴、腾讯、京东等企业。',
      ['阿里巴巴', '腾讯', '京东'],
    ],
    ['who is entered', '国家网信办会同公安部联合进驻滴滴，开展网络安全审查。', ['滴滴']],
  ])('firms: %s', (_, text, names) => {
    expect(hit(text, '主管部门的消息')).toEqual(names);
  });

  it('a headline that counts the accused is news, whatever advice follows', () => {
    const text = '据国家网络与信息安全信息通报中心通报，72款移动应用存在违法违规收集使用个人信息情况。';
    expect(typesOf(read(text, { title: '72款移动应用违法违规收集使用个人信息 自查清单一文了解' }))).toEqual([
      'named',
    ]);
  });

  it('the first batch of orders is not the number of the list', () => {
    const text = '我局发出第一批整改通知。现对8款未整改APP予以通报。';
    expect(read(text, { title: '湖南省通信管理局通报8款APP' }).batch).toBeNull();
  });
});

describe('who is hit, and what is no name', () => {
  it.each([
    [
      'behind the passive of a headline',
      '工信部通报84款APP，木棉生鲜、青禾便利等被点名。',
      ['木棉生鲜', '青禾便利'],
    ],
    [
      'a number between',
      '湖南省通信管理局：木棉到家、青禾支付等 11 款 App 被通报。',
      ['木棉到家', '青禾支付'],
    ],
    [
      'all among them',
      '工信部指出15款App存在问题，木棉招聘、青禾社区、云雀资讯均在其中。',
      ['木棉招聘', '青禾社区', '云雀资讯'],
    ],
    [
      'kinds with an interest in front',
      '工信部发现31款APP存在侵害用户权益行为，涉及群众关注的休闲娱乐、实用工具、出行服务等App。',
      [],
    ],
    [
      'things that a firm holds',
      '网络安全审查办公室对某网启动网络安全审查，其掌握国防、工业等领域数据，还有重大项目、重要科技成果等敏感信息。',
      [],
    ],
    [
      'places of authorities',
      '工信部下架48款App，上海、安徽、广东、四川省（市）通信管理局检查发现30款App未完成整改。',
      [],
    ],
    [
      'fields in a bracket',
      '上海市网信办通报企业索取个人敏感信息（包括姓名、生日、性别、家庭住址等）的行为，要求整改。',
      [],
    ],
    [
      'still there are',
      '山西省通信管理局通报：尚有木棉像素、日语翻译、青禾公交12款APP未完成整改。',
      ['木棉像素', '日语翻译', '青禾公交'],
    ],
    ['a duty in front of a name', '工信部对未落实实名制要求的京东等3家企业予以通报批评。', ['京东']],
    [
      'what they are is not who they are',
      '工信部点名40款App，其中不乏头部平台旗下产品，包括木棉贷、青禾卡等App。',
      ['木棉贷', '青禾卡'],
    ],
  ])('%s', (_, text, names) => {
    expect(appsOf(read(text))).toEqual(names);
  });

  it.each([
    ['“二选一”', '市场监管总局：因“二选一”被罚'],
    ['“娱乐化”', '微博热搜榜“娱乐化”被罚'],
    ['“砍价”', '拼多多“砍价”被通报'],
  ])('%s says what for', (_, title) => {
    const notice = read('市场监管总局依法对该平台作出处罚，罚款50万元。', { title });
    expect(appsOf(notice)).toEqual([]);
  });

  it('whoever was hit before, and in whose case, is not hit now', () => {
    const text =
      '国家网信办昨公告，对微博采取约谈、责令限期改正等措施。\n美团11日被查处时，网信办指其破坏生态。';
    expect(hit(text, '继美团之后 微博被约谈')).toEqual(['微博']);
  });

  it.each([
    [
      'quoted beside its duty',
      '工信部通报称，京东公司未及时报告漏洞，现暂停其合作单位资格6个月。',
      '京东被暂停合作单位资格',
    ],
    [
      'the subject of the headline',
      '工信部通报了有关情况，现暂停其合作单位资格6个月。',
      '京东被暂停合作单位资格',
    ],
  ])('a firm that is named without an app: %s', (_, text, title) => {
    expect(hit(text, title)).toContain('京东');
  });

  it('another list of the same authority goes on with the news', () => {
    const text =
      '中国人民银行对支付宝处以罚款7亿元。\n此外，针对检查中发现的问题，中国人民银行也对京东、美团等实施了行政处罚。';
    expect(hit(text, '支付宝被罚7亿元')).toEqual(['支付宝', '京东', '美团']);
  });

  it('who declared a merger that is forbidden is a party', () => {
    const text =
      '市场监管总局对腾讯控股有限公司申报的木棉与青禾合并案进行审查。\n市场监管总局决定依法禁止此项经营者集中。';
    expect(hit(text, '市场监管总局关于禁止木棉与青禾合并案的公告')).toContain('腾讯控股有限公司');
  });

  it('whose app it is and who runs it may stand behind its name', () => {
    const text =
      '公安机关查处2款App。\n1、“健康木棉”APP未明示收集目的，网安支队对运营单位“天津木棉科技有限公司”处以警告并责令整改。\n木棉银行App由京东推出。';
    const notice = read(`公安部通报：${text}`, { title: '公安部查处“健康木棉”等2款App' });
    expect(notice.mentions[0]?.developer).toBe('天津木棉科技有限公司');
  });

  it.each([
    [
      '由深圳木棉科技有限公司运营的木棉游戏APP（版本:5.0.247）存在违规收集个人信息',
      '木棉游戏 深圳木棉科技有限公司 5.0.247',
    ],
    ['深圳木棉科技有限公司开发的木棉统计SDK有4项违规', '木棉统计SDK 深圳木棉科技有限公司 '],
  ])('%s', (told, expected) => {
    const notice = read(`工信部通报55款APP（SDK）存在侵害用户权益行为。\n其中，${told}。`);
    const [one] = notice.mentions;
    expect(`${one?.name} ${one?.developer} ${one?.rows[0]?.version ?? ''}`).toBe(expected);
  });
});
