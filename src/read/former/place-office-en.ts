import type { RegulatorId } from '../../domain/ids.ts';
import { type Page, type Sentence, spanIn } from './page.ts';
import type { ReadRegulator } from './shared-office.ts';

/** How the press describes the bureaus that every place has, by the ending of their ids. */
const OFFICES: readonly (readonly [suffix: string, wording: string])[] = [
  ['amr', 'market (?:supervision|regulation|supervisory|regulatory|watchdog|regulator|inspectors)'],
  ['ca', '(?:communications?|telecoms?) (?:administration|authorit|management|bureau|regulator|watchdog)'],
  [
    'cac',
    '(?:cyberspace|internet) (?:administration|information office|affairs|watchdog|regulator|authorit|office)',
  ],
];
const KIND =
  "(?:(?:Province|Provincial|City|Municipal|Municipality|Autonomous Region|local)(?:'s)? )?(?:Bureau of |Administration (?:of|for) )?";
const LOCAL = "\\b(?:local|provincial|municipal|(?:the )?(?:city|province|municipality)(?:'s)?|city's) ";

/**
 * "Guizhou Province Market Supervision Administration", "Shenzhen's market watchdog", or "the local communications
 * administration" under a headline that names one place. "Beijing's watchdog" may mean that of the country: nobody.
 */
export function ofPlaceEn(acting: readonly Sentence[], page: Page): ReadRegulator | null {
  if (page.language !== 'en') return null;
  const title = page.sentences.filter((one) => one.place === 'title');
  const inTitle = page.vocabulary.places.filter((place) => title.some(({ text }) => names(text, place.en)));
  for (const sentence of acting) {
    for (const [suffix, wording] of OFFICES) {
      for (const place of page.vocabulary.places) {
        if (!sentence.text.includes(place.en)) continue;
        const owns = place.en === 'Beijing' ? ' (?:Province|City|Municipal) ' : "(?:'s?)? ";
        const at = sentence.text.search(new RegExp(`\\b${place.en}${owns}${KIND}${wording}`, 'iu'));
        const found = readAs(sentence, at, `cn-${place.slug}-${suffix}`, page);
        if (found !== null) return found;
      }
      if (inTitle.length !== 1) continue;
      const at = sentence.text.search(new RegExp(LOCAL + wording, 'iu'));
      const found = readAs(sentence, at, `cn-${inTitle[0]!.slug}-${suffix}`, page);
      if (found !== null) return found;
    }
  }
  return null;
}

const names = (text: string, place: string) => new RegExp(`\\b${place}\\b`, 'u').test(text);

function readAs(sentence: Sentence, at: number, id: string, page: Page): ReadRegulator | null {
  if (at < 0 || !page.vocabulary.regulators.has(id as RegulatorId)) return null;
  return {
    primary: { value: id as RegulatorId, span: spanIn(sentence, at, at + 1), rule: 'regulator.place-office' },
    joint: [],
  };
}
