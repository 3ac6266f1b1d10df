/** What somebody does on a platform of others: "在甲、乙外卖平台开设的网店". */
const SEAT_BEFORE = /(?:在|于|通过|利用|借助|经由)(?:其)?(?:[^,。;:、]{1,12}(?:、|和|及|与)){0,6}$/u;
const SEAT_BEHIND =
  /^(?:(?:、|和|及|与)[^,。;:、]{1,12}){0,6}?(?:等)?(?:[^,。;:、存]{0,6}?(?:平台|网站|商城|App|应用|小程序|直播间|渠道))?(?:上|内|中)?(?:所|自行|公开)?(?:开设|开办|开通|开立|开店|经营|入驻|注册|销售|出售|售卖|上架|发布|投放|刊登|推广|宣传|直播|带货|设立)/iu;
/** A board of hot topics that a news climbs: "冲上甲热搜第一". */
const CLIMBS = /(?:冲上|登上|登顶|冲上了|登上了|上了|引爆|占据|位列|霸屏)[“"]?$/u;
const BOARD = /^(?:平台)?(?:热搜|热榜|话题|头条|首页|同城)/u;
/** Shops, accounts and parcels of others that bear the name of their platform: "甲网店", "乙旗舰店". */
const SHOP_BEHIND = /^间|^(?:平台)?(?:上的?|的)?(?:网店|店铺|旗舰店|专卖店|专营店|小店|商户|商家|直播间)/u;

/** Where the one who is hit sold something: "甲、乙平台上销售假药的丙". */
const TRADES_BEHIND =
  /^(?:(?:、|和|及|与)[^,。;:、]{1,12}){0,6}?(?:等)?[^,。;:、存]{0,4}?平台(?:上|内)?(?:开设|开店|经营|销售|出售|售卖|发布|投放|传播)[^,。;:]{1,16}的/u;
const TRADES = /平台(?:上|内)?(?:开设|开店|经营|销售|出售|售卖|发布|投放|传播)[^,。;:]{1,16}的/u;

/** Stores that have to take something down: "要求甲、乙等主要应用商店全面下架". */
const STORES_BEHIND =
  /^(?:(?:、|和|及|与)[^,。;:、]{1,12}){0,12}?等?[^,。;:、]{0,8}(?:应用|软件)(?:程序)?(?:商店|市场|分发平台)/u;
const TOLD_TO = /(?:要求|责令|通知|部署|组织|督促|协调|指导)(?:[^,。;:、]{1,12}(?:、|和|及|与)){0,12}$/u;

/** Whether a name in a Chinese sentence is only where something was sold or said. Offsets in the folded text. */
export function isChannelZh(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 90), start);
  const behind = text.slice(end, end + 90);
  return (
    (SEAT_BEFORE.test(before) && SEAT_BEHIND.test(behind)) ||
    (TOLD_TO.test(before) && STORES_BEHIND.test(behind)) ||
    (CLIMBS.test(before) && BOARD.test(behind)) ||
    SHOP_BEHIND.test(behind) ||
    TRADES_BEHIND.test(behind) ||
    TRADES.test(text.slice(start, Math.min(end, start + 60)))
  );
}
