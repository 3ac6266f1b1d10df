import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../support/reading.ts';

describe('what a council of consumers says is no step of an authority', () => {
  it.each([
    '中消协点名木棉、青禾虚假发货，两品牌或将受到哪些处罚？',
    '中国消费者协会曝光木棉App自动续费套路',
    '上海市消保委点名青禾平台退款难',
    '江苏省消保委批评木棉App会员规则',
    '中消协发布100款App测评结果，超九成涉嫌过度收集个人信息。',
  ])('%s', (text) => {
    expect(read(text).verdict).toBe('none');
  });

  it('its summons is one all the same', () => {
    expect(typesOf(read('8月17日，上海市消保委约谈美团，要求限期整改。'))).toContain('summoned');
  });
});

describe('an answer to a step of days ago tells none', () => {
  it.each([
    '木棉回应下架：认真整改\n针对木棉App被下架一事，木棉昨晚回应称，将认真整改。\n此前工信部公开通报，对木棉等106款App进行了下架处理。',
    '青禾就被约谈一事致歉\n针对被约谈一事，青禾平台表示，诚恳接受批评。',
    '绿萝音乐：正在整改\n对于被通报事件，绿萝音乐回应称，问题已经修复。',
    '木棉客服回应App无法下载\n对App被下架一事，木棉客服表示，目前正在升级。',
  ])('%s', (text) => {
    expect(read(text).verdict).toBe('none');
  });
});

describe('questions on the kinds of what was found', () => {
  it.each([
    '江苏省通信管理局APP通报问题主要有哪些？\n根据江苏省通信管理局3月发布的通报，问题集中在违规收集个人信息等方面。',
    '工信部通报的App违规行为有哪些？\n工信部通报显示，主要是超范围收集个人信息。',
    'App被下架的原因有哪些\n工信部表示，拒不整改的App被下架。',
    '网信办约谈的原因是什么？\n网信办约谈平台多因内容管理。',
  ])('%s', (text) => {
    expect(read(text).verdict).toBe('none');
  });

  it('a headline that counts the accused is news', () => {
    expect(
      typesOf(read('38款App违规被通报，问题有哪些？\n8月17日，工信部通报38款App违规收集个人信息。')),
    ).toContain('named');
  });
});

describe('what local offices are told of fines hits no firm', () => {
  it.each([
    '国务院：严禁以罚款创收\n国务院8月17日印发通知，要求各地防止乱罚款。',
    '国务院取消和调整33个罚款事项\n国务院决定取消29个罚款事项。',
    '市场监管总局：不得下达罚款指标\n8月17日，市场监管总局要求，不得将罚款与考核挂钩。',
  ])('%s', (text) => {
    expect(typesOf(read(text))).not.toContain('fined');
  });
});

describe('a list of hot headlines', () => {
  it('the question in another line says nothing of the own one', () => {
    const title = '木棉科技违反反垄断法，市场监管总局依法决定实施进一步调查，意味着什么？';
    const text = `如何看待某场比赛禁止带水进场？ 227万热度\n${title} 174万热度\n微信安装量突破1500万，该数据意味着什么？ 104万热度`;
    expect(typesOf(read(text, { title }))).toEqual(['probe-opened']);
  });

  it('a question of the own headline still asks for an opinion', () => {
    const title = '如何看待市场监管总局对木棉科技立案调查？';
    expect(read(`${title} 227万热度\n今年夏天为什么这么热？ 104万热度`, { title }).verdict).toBe('none');
  });
});

describe('the communications administration of a place that is not named', () => {
  it.each([
    '通信管理局通报52款侵害用户权益行为且未完成整改的APP\n最近通信管理局通报52款APP，应在8月29日前完成整改。',
    '速看！市通信管理局通报20款问题App\n近日，市通信管理局通报20款存在问题的App，要求限期整改。',
    '省通信管理局通报15款App\n8月17日，省通信管理局通报15款App，应在8月25日前完成整改。',
  ])('%s', (text) => {
    const notice = read(text);
    expect(typesOf(notice).toSorted()).toEqual(['named', 'rectification-ordered']);
    expect(notice.regulator).toBeNull();
  });

  it('who took a picture is not who acts', () => {
    const text = '通信管理局通报52款App\n近日，通信管理局通报52款存在问题的App。\n(图源：工信部)';
    expect(read(text).regulator).toBeNull();
  });
});

describe('a headline of several news', () => {
  const subjects = (text: string) =>
    read(text)
      .mentions.filter((one) => one.role === 'subject')
      .map((one) => one.name);

  it.each([
    ['工信部通报43款App违规收集个人信息 微信发布新版本支持分享实况图', []],
    ['安全动态|某应急处理中心通报71款违法违规收集个人信息的移动应用 腾讯云爆出漏洞:黑客可劫持微信令牌', []],
    ['市场监管总局对美团立案调查 抖音上线外卖新功能', ['美团']],
    ['日报 华为推出新模型 网信办约谈微博责令整改', ['微博']],
    ['腾讯 发布 GT 新版 网信办约谈微博', ['微博']],
    ['抖音上线外卖新功能|市场监管总局对美团立案调查', ['美团']],
  ])('%s', (text, names) => {
    expect(subjects(text)).toEqual(names);
  });

  it('a piece that goes on with the step keeps its names', () => {
    expect(subjects('工信部通报38款App 微信、抖音在列').toSorted()).toEqual(['微信', '抖音'].toSorted());
    expect(subjects('市场监管总局公布处罚决定 美团被罚30亿元')).toContain('美团');
    expect(subjects('网信办约谈滴滴 滴滴回应：将认真整改')).toEqual(['滴滴']);
  });
});

describe('a weekly list in which one line tells a fine', () => {
  it.each(['-', '•', '*'])('with %s', (mark) => {
    const title = '前端周刊 第12期：提高效率的工具';
    const text = `每周一发布，订阅平台如下。\n封面故事，某地发现化石\n某种化石命名为某鱼，长两米。\n${mark} 编辑器中通过快捷键可进入新模式\n${mark} 市场监管总局依法对阿里巴巴垄断行为作出行政处罚，处以罚款182.28亿元\n${mark} 截至3月末，我国外汇储备规模为31700亿美元`;
    const notice = read(text, { title });
    expect(typesOf(notice)).toEqual(['fined']);
    expect(notice.mentions.map((one) => one.name)).toContain('阿里巴巴');
  });
});

describe('wordings of a step told elsewhere', () => {
  it.each([
    ['法国、西班牙等宣布调查青禾App', ['probe-opened']],
    ['意大利宣布对青禾App展开调查', ['probe-opened']],
    ['刊登虚假论文杂志被查', ['probe-opened']],
    ['木棉公司被查', ['probe-opened']],
    ['木棉网站被责令关闭七天\n8月17日，北京网信办责令木棉网站关闭7天。', ['banned']],
    ['8月17日，青禾网因传播有害信息被关闭24小时，北京市网信办作出上述决定。', ['banned']],
    ['8月17日，巴西政府要求木棉公司停止在该国销售手机。', ['banned']],
  ])('%s', (text, types) => {
    expect(typesOf(read(text))).toEqual(expect.arrayContaining(types));
  });

  it.each(['木棉公司董事长被查', '意大利封禁青禾App的举动引起了多国的注意。', '某省副省长被查'])(
    'no step: %s',
    (text) => {
      expect(read(text).verdict).toBe('none');
    },
  );
});

describe('a cry in the headline', () => {
  it('is louder than its article', () => {
    expect(
      typesOf(read('通报！下架！\n经公安部检测，45款移动应用存在违法违规收集使用个人信息情况，现通报如下：')),
    ).toEqual(['named']);
  });

  it('is true where the article tells it too', () => {
    expect(
      typesOf(read('通报！下架！\n8月17日，工信部通报45款违规App，并组织对其中12款App进行下架处理。')),
    ).toContain('removed-from-stores');
  });
});

describe('a day in whose sentence nothing but "done" stands', () => {
  it.each([
    [
      '通信管理局通报52款App\n近日，通信管理局通报52款App，尚有52款未完成整改，应在8月29日前完成。',
      '2021-08-29',
    ],
    ['工信部通报12款App\n8月17日，工信部通报12款App，要求限期整改，须8月25日前落实到位。', '2021-08-25'],
  ])('%s', (text, day) => {
    expect(read(text).deadline?.value).toBe(day);
  });
});
