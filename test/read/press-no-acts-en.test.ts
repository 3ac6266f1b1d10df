import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../support/reading.ts';

const ENDS = new Set(['reinstated', 'closed']);
const stepsIn = (text: string) => {
  const [title] = text.split('\n');
  return typesOf(read(text, text.includes('\n') ? { title: title! } : {})).filter((one) => !ENDS.has(one));
};

describe('news that looks like an act of an authority and is none', () => {
  it.each([
    "China's industry ministry on Wednesday warned internet users of fake apps that borrow the names of national programs and lead to fraud.",
    "Netizens warned of fake apps\nChina's Ministry of Public Security on Monday cautioned the public against loan apps that pose as banks. Fake apps were found to steal data, the ministry said.",
    'Google suspends Maple Notes\nGoogle said on Tuesday it has suspended the shopping app Maple Notes from its Play store after malware was found in versions of the app offered elsewhere.',
    'Maple Video shuts 331 accounts for insulting athletes\nThe security center of Maple Video said on Tuesday that it had banned accounts that insult athletes.',
    "China's internet regulator kicks off a three-month campaign against rumours on video apps, it said on Monday.",
    "China's internet penalties in numbers\nThe Cyberspace Administration of China said its offices dealt with 6,907 websites in the first half, fined 200 and took down 31 apps so far this year.",
    'Maple Group posts record profit\nMaple Group said quarterly revenue rose 12 percent. It was fined 20 million yuan last year by the market regulator.',
    "China approves 88 games, including titles of Maple Group\nChina's games regulator on Tuesday granted licences to 88 games.",
    'Fenghua sues Maple Group over clips\nFenghua has taken Maple Group to court and asked that its videos be removed.',
    "Maple Notes returns to app stores\nThe app is back in China's app stores, 26 days after regulators ordered it removed, and may sign up users again.",
    'China could fine Maple Notes more than 1 billion yuan, sources say\nRegulators are considering a fine, said two people with knowledge of the matter.',
    'Maple Notes denies it is under investigation\nThe company called reports of a probe by the market regulator rumours.',
    'China tech shares rally as crackdown fades\nShares of Maple Group, which was fined in 2021, gained 5 percent on Monday.',
    'A judge in Washington on Sunday stopped the US government from banning Maple Notes from app stores.',
    'Lawmakers urge ban on Maple Notes\nTwo US senators asked the Commerce Department to put Maple Notes on its Entity List.',
    "How does China's cybersecurity review work?\nIf regulators find risks, firms may be told to stop signing up users. In 2021 Didi was reviewed.",
    'Maple Notes pledges to clean up its feeds\nThe app said on Monday it would remove vulgar clips and hire 1,000 reviewers, without an order of the regulator.',
    'Android malware from China steals messages\nResearchers found a trojan in an app named Cloud Module that steals data from WeChat, Weibo and Telegram.',
    'China has 1.1 billion internet users, the China Internet Network Information Center said on Monday. Video apps had 1.04 billion.',
    "Ministry lauds nine apps\nChina's industry ministry named nine apps as good examples of how to protect users on Tuesday.",
    "China's market regulator cleared Maple Group's purchase of Green Rice on Monday without conditions.",
    'China and the US will hold talks on Maple Notes in Madrid next week, officials said.',
    'Maple Notes withdraws app\nThe company took its app from Chinese stores on its own on Monday to prepare for a new version.',
    'Consumer group finds fault with Maple Notes\nA consumer association said its testers found that 12 apps collect too much.',
    "China's minister of commerce met executives of Maple Motors on Monday and said that foreign firms are welcome.",
    'China adds 40 apps to its list of approved large models\nThe Cyberspace Administration of China said on Monday that 40 services have completed their filings.',
    "Beijing lifts ban on new users of Maple Notes\nChina's cyber regulator on Monday allowed Maple Notes to take new users.",
    'Maple Notes hit by outage\nUsers in Beijing could not log in for hours. The company apologised and has been told by users to fix the app.',
    'Three years after the ban, what became of the 59 apps?\nIn 2020 India banned 59 apps. Most have not come back.',
    'China drills delivery firms\nMaple Notes has until March to list in Hong Kong, bankers said, or it has to pay back investors 2 billion yuan.',
    'The ministry told reporters on Monday that China has put 5G networks in order in 300 cities and that operators must work on coverage.',
    'Maple Notes, the answer to Quora, tops 100 million users\nThe Beijing firm said its app has been downloaded from app stores 300 million times.',
    "Maple Pay is a partner of the transport ministry's platform for tickets, the ministry said on Monday. It has suspended paper tickets.",
    "Shanghai to test driverless taxis\nThe transport ministry's Shanghai office has given Maple Motors and Green Rice permits for tests, with ten days to register their cars.",
    'US senators grill chief of Maple Notes\nThe chief of Maple Notes was called to a hearing of a Senate committee and questioned for five hours.',
    "China's internet court orders Maple Notes to pay 3 million yuan to Fenghua for copyright infringement.",
    "Shanghai praises Maple Notes\nThe city's internet office held up Maple Notes as a model for the protection of minors on Monday.",
    "China's industry ministry reminds users to update Maple Browser\nThe ministry's threat platform warned on Monday of a flaw in Maple Browser and urged users to install the update.",
    'Maple Group to exit payments\nMaple Group handed back its payment licence on its own on Monday and said it was a business decision.',
    "China's internet regulator published a list of 14 services that have registered their algorithms on Monday.",
    'Maple Notes tells sellers to obey rules\nMaple Notes said on Friday it has ordered sellers to take fake goods down or be banned from the app.',
    'Bosses praise new rules\nExecutives of Maple Notes and Green Rice attended a forum with the market regulator on Monday and welcomed its support.',
    'Security firm finds flaws in 40 apps\nResearchers of Fenghua Security said 40 apps leak data, and named Maple Notes and Green Rice.',
    'Maple Notes overtakes Green Rice in app stores\nThe video app was pulled ahead by a new game and topped the list of the App Store in China on Monday.',
    'The government said on Monday it had met executives of Maple Motors to discuss a new plant and asked them to hire locals.',
    "China's regulator may order Maple Notes to rectify its feeds, people familiar with the matter said on Monday.",
    'Why Didi was fined\nDidi was fined 8 billion yuan in July 2022 after a review that began a year before. Here is what investors learned.',
    'Maple Notes settles with users\nMaple Notes has to pay 92 million dollars to users in a class action, a judge in Chicago ruled on Monday.',
    "China vows to get tough on apps\nChina's industry ministry said on Monday that apps which break the rules will be named and removed from stores.",
    'Maple Notes adds youth mode\nThe app now limits minors to 40 minutes a day, Maple Notes announced on Saturday.',
    'Teachers warned to keep off Maple Notes\nA school in London told its staff to delete the app from their phones.',
    "China rebukes US over chip curbs\nChina's commerce ministry on Monday criticised Washington for putting Maple Chips on a blacklist and urged it to correct its mistakes.",
    "Officials in Shanghai said on Monday that the city's firms exported 12 percent more, led by Maple Motors and Green Rice.",
    'Maple Group fires staff for graft\nMaple Group said on Monday it dismissed 60 employees and put 30 companies on a list of partners it will not work with.',
    'The Ministry of Commerce told a press briefing on Thursday that it has taken note of the order against Maple Notes and opposes it.',
    'Maple Notes gets extension\nThe US government gave Maple Notes 90 more days to sell its American business, officials said on Tuesday.',
    "China's transport ministry said 300 cities have ride-hailing licences and that 8 million drivers must renew theirs by December.",
  ])('%s', (text) => {
    expect(stepsIn(text)).toEqual([]);
  });
});
