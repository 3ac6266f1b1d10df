import { describe, expect, it } from 'vitest';
import { hitBy, readNews, typesOf } from '../support/reading.ts';

describe('an authority acts, in the words of the English press', () => {
  it.each([
    [
      "Maple Notes drew a reprimand from China's internet watchdog on Tuesday for letting advertisers buy places in its search results.",
      'named',
      'Maple Notes',
    ],
    [
      "Maple Notes hit with 3 mln yuan fine\nBEIJING - The travel platform Maple Notes was hit with a fine of 3 million yuan on Monday by China's market regulator for false price reductions.",
      'fined',
      'Maple Notes',
    ],
    [
      'Maple Notes came under investigation on Friday, the State Administration for Market Regulation said, for forcing merchants to choose one platform.',
      'probe-opened',
      'Maple Notes',
    ],
    [
      'China to tidy up smart TV software\nThe Cyberspace Administration of China said on Monday that it has begun to put smart TV software in order. Six services form the first batch. Operators must examine themselves and hand in a report by November 9.',
      'named, rectification-ordered',
      '',
    ],
    [
      "China's state market regulator called out five delivery services, Maple Notes and Green Rice included, for misleading prices.",
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      'Maple Notes yanked from Chinese app stores\nThe note-taking app Maple Notes was pulled from Android stores in China on Monday on the orders of the Beijing internet office.',
      'removed-from-stores',
      'Maple Notes',
    ],
    [
      'The Beijing Cyberspace Administration had the dating app Maple Notes taken down from all stores on Tuesday over vulgar pictures.',
      'removed-from-stores',
      'Maple Notes',
    ],
    [
      "China's internet regulator said Maple Notes may not accept new users for 30 days from Thursday because of pornographic pictures.",
      'registration-suspended',
      'Maple Notes',
    ],
    [
      "Officials in Shanghai sat down with executives of Maple Notes on Monday and demanded an explanation of the price rises, the city's market regulator said.",
      'summoned',
      'Maple Notes',
    ],
    [
      'Regulators rap Maple Notes after uproar over pictures\nMaple Notes had sold pictures of the flag, users found. On Friday, the Tianjin office of the Cyberspace Administration of China said that it had summoned the head of the website the evening before and ordered it to stop the illegal activity at once and to rectify thoroughly.',
      'named, rectification-ordered, summoned',
      'Maple Notes',
    ],
    [
      "US acts on Chinese software\nThe US Department of Commerce announced on Friday that Fenghua's Maple Notes and Green Rice may no longer be downloaded from American app stores as of Sunday.",
      'banned',
      'Maple Notes, Green Rice',
    ],
    [
      "Nepal's government decided on Monday to shut out the video app Maple Notes, saying that it disturbs social harmony.",
      'banned',
      'Maple Notes',
    ],
    [
      "Maple Cloud suspended from ministry platform\nThe cybersecurity bureau of China's Ministry of Industry and Information Technology has suspended Maple Cloud for six months as a partner of its platform for information on threats, media reported on Wednesday.",
      'criticised',
      'Maple Cloud',
    ],
    [
      "MIIT's third list of the year: 41 apps, among them Maple Notes and Green Rice\nToday the Ministry of Industry and Information Technology published a notice on apps that violate the rights of users. A total of 41 apps were found to infringe the rights of users. The apps concerned shall be rectified in accordance with the regulations.",
      'named, rectification-ordered',
      'Maple Notes, Green Rice',
    ],
    [
      'Beijing has slapped Maple Notes and Green Rice with fines totalling 5 million yuan for false advertising, state television said on Monday.',
      'fined',
      'Maple Notes, Green Rice',
    ],
    [
      "China's antitrust authority on Saturday handed Maple Notes a 40 million yuan penalty for abusing its dominant position.",
      'fined',
      'Maple Notes',
    ],
    [
      'App stores in China have been told by the cyberspace regulator to stop carrying 25 apps of Maple Group, among them Maple Notes and Green Rice.',
      'removed-from-stores',
      'Maple Notes, Green Rice',
    ],
    [
      "China widens security checks\nBEIJING - China's Cybersecurity Review Office on Monday put Maple Notes and Green Rice through a cybersecurity review and told them to stop signing up users.",
      'review-opened, registration-suspended',
      'Maple Notes, Green Rice',
    ],
    [
      "Maple Notes has 15 days to mend its ways, China's transport ministry said on Thursday, after drivers complained of commissions that rise without notice.",
      'rectification-ordered',
      'Maple Notes',
    ],
    [
      "Executives of Maple Notes and Green Rice were called to account by China's market regulator on Tuesday over a price war.",
      'summoned',
      'Maple Notes, Green Rice',
    ],
    [
      'Five Chinese ministries jointly spoke to ten ride-hailing firms on Tuesday, including Maple Notes and Green Rice, and asked them to lower commissions.',
      'rectification-ordered, summoned',
      'Maple Notes, Green Rice',
    ],
    [
      'CVERC: 18 apps gather too much\nThe National Computer Virus Emergency Response Center flagged 18 apps on Friday, with Maple Notes and Green Rice heading the list.',
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      "China's industry ministry put 23 apps on a list of shame on Tuesday. Maple Notes and Green Rice figure on it as well as a dozen smaller apps.",
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      'The Ministry of Industry and Information Technology on Tuesday exposed 23 apps that grab data without consent. The worst offenders were Maple Notes and Green Rice.',
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      "China's central bank has stripped the payment firm Maple Notes of its licence, according to a notice on Monday.",
      'licence-revoked',
      'Maple Notes',
    ],
    [
      "China's industry ministry has barred Maple Notes from releasing new apps or updating old ones until November 30, state media said on Wednesday.",
      'updates-frozen, banned',
      'Maple Notes',
    ],
    [
      "China's cyberspace administration put out draft rules on Friday that would make platforms label content made by machines.",
      'rule-proposed',
      '',
    ],
    [
      "China's broadcasting regulator on Monday issued rules that cap what viewers may give to livestreamers.",
      'rule-enacted',
      '',
    ],
    [
      "China's market regulator said on Wednesday it has asked authorities in Shanghai to look into the discounter Maple Notes after reports of fakes.",
      'probe-opened',
      'Maple Notes',
    ],
    [
      'Maple Notes must pay 1.2 million yuan for pushing users to buy lottery tickets, the Zhejiang market regulator ruled on Tuesday.',
      'fined',
      'Maple Notes',
    ],
    [
      'A penalty of 500,000 yuan was imposed on Maple Notes by the Shanghai cyberspace office on Monday for leaks of user data.',
      'fined',
      'Maple Notes',
    ],
    [
      "The country's top internet watchdog lashed out at Maple Notes on Sunday for spreading rumours and told it to repair its comment section.",
      'named',
      'Maple Notes',
    ],
    [
      "MIIT has 96 apps removed\nChina's Ministry of Industry and Information Technology said on Friday that 96 apps are to be taken off app stores. The list features Maple Notes and Green Rice.",
      'removed-from-stores',
      'Maple Notes, Green Rice',
    ],
    [
      "China's internet regulator on Monday ordered 33 map apps to mend their collection of location data within ten working days.",
      'named, rectification-ordered',
      '',
    ],
    ['India has outlawed the shopping app Maple Notes, citing national security.', 'banned', 'Maple Notes'],
    [
      'Maple Notes was asked in for talks by the Beijing internet office on Wednesday after a live show went wrong.',
      'summoned',
      'Maple Notes',
    ],
    [
      "Beijing's consumer watchdog took Maple Notes to task on Monday over hotel cancellations.",
      'named',
      'Maple Notes',
    ],
    [
      'Maple Notes shut down for three days\nThe Cyberspace Administration of China on Friday ordered Maple Notes to close its trending list for a week and to overhaul it.',
      'rectification-ordered',
      'Maple Notes',
    ],
    [
      'The US Federal Trade Commission has opened an inquiry into the video app Maple Notes over the data of children, it said on Friday.',
      'probe-opened',
      'Maple Notes',
    ],
    [
      'The US Commerce Department put Maple Semiconductor on its Entity List on Wednesday, which bars American firms from selling to it without a licence.',
      'named, banned',
      'Maple Semiconductor',
    ],
    [
      'Two more apps disappear\nThe news apps Maple Notes and Green Rice vanished from app stores on Monday after the authorities ordered their removal, said the internet office.',
      'removed-from-stores',
      'Maple Notes, Green Rice',
    ],
    [
      "Maple Notes barred from taking on users\nShanghai's internet office said on Monday that the app has to suspend registrations for 15 days.",
      'registration-suspended',
      'Maple Notes',
    ],
    [
      'A Chinese regulator has ordered Maple Notes to hand over 2 million yuan of illegal gains and fined it another 4 million yuan.',
      'fined',
      'Maple Notes',
    ],
    [
      "Zhejiang's communications administration notified 12 apps, of which Maple Notes and Green Rice are the best known, that they break the rules on personal information.",
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      "China's ministry of culture lambasted the music service Maple Notes on Tuesday for vulgar songs.",
      'named, criticised',
      'Maple Notes',
    ],
    [
      'Regulators in Beijing want Maple Notes to dismantle its credit scoring business within three months, the central bank said on Monday.',
      'rectification-ordered',
      'Maple Notes',
    ],
  ])('%s', (text, types, names) => {
    expect([typesOf(readNews(text)).join(', '), hitBy(text).join(', ')]).toEqual([types, names]);
  });
});
