import { describe, expect, it } from 'vitest';
import { nameOf, wordsOf } from '../../../src/disclosure/words.ts';

const mentions = (text: string, phrase: string) => wordsOf(text).includes(wordsOf(phrase));

describe('whole words and phrases', () => {
  it.each([
    ['Hackers from Iran struck', 'iran'],
    ['IRAN’S HACKERS', 'Iran'],
    ['a re-election campaign', 're-election'],
    ['a re-election campaign', 'ELECTION campaign'],
    ['accounts of the “Daily News”, hacked', 'daily news'],
    ['line\nbreak within', 'break within'],
    ['ﬁnance ministry', 'finance'],
    ['ＡＰＴ３５ again', 'apt35'],
    ['Große Straße', 'GROSSE STRASSE'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['cafe\u0301 society', 'CAFÉ'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['группа «Медведь»', 'медведь'],
    ['هاجمت المجموعة وزارة', 'المجموعة'],
    ['微步称狼毒草组织发动攻击', '狼毒草'],
    ['攻撃はランサムウェアーによる', 'ランサムウェアー'],
    ['กลุ่มแฮกเกอร์โจมตี', 'แฮกเกอร์'],
    ['해커그룹이 공격했다', '해커그룹'],
    ['APT41又名穷奇', 'apt41'],
  ])('%j mentions %j', (text, phrase) => {
    expect(mentions(text, phrase)).toBe(true);
  });

  it.each([
    ['Iranian hackers', 'Iran'],
    ['the draftsman', 'draft'],
    ['overdraft', 'draft'],
    ['APT350', 'APT35'],
    ['daily bad news', 'daily news'],
    ['news daily', 'daily news'],
    ['медведьев', 'медведь'],
    ['狼和毒草', '狼毒草'],
  ])('%j does not mention %j', (text, phrase) => {
    expect(mentions(text, phrase)).toBe(false);
  });

  it('are none where there is neither letter nor digit', () => {
    expect(wordsOf('… — !?')).toBe('');
  });
});

it('compares names without case and punctuation', () => {
  expect(nameOf('Al-Jazeera')).toBe(nameOf('AL JAZEERA'));
  expect(nameOf('pack:tocsin')).toBe('pack tocsin');
  expect(nameOf(' +++ ')).toBe('+++');
});
