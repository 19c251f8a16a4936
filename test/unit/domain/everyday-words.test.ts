import { describe, expect, it } from 'vitest';
import { isEverydayName } from '../../../src/domain/everyday-words.ts';

describe('names that mean something else in most texts', () => {
  it.each([
    ...['SEA', 'GOP', 'UPS', 'LEAD', 'Snake', 'Silence', 'Bitter', 'the Mask', 'ZINC', 'Nobelium'],
    ...['Sulphur', 'SULFUR', 'Aluminium', 'Tortoise Shell', 'Sea Turtle', 'Animal Farm', 'C-Major'],
    ...['Group 72', '8220', '338', 'K3', 'Wolf Spider', 'Sidewinder', ' snake ', '$$$', ''],
    ...['Lazarus', 'Whitefly', 'the Lamberts', 'Velvet Ant', 'Group5', 'Alibaba', 'PLA Navy'],
  ])('%s', (name) => {
    expect(isEverydayName(name)).toBe(true);
  });

  it.each([
    ...[
      'APT35',
      'APT 35',
      'apt-42',
      'FIN7',
      'FIN 7',
      'UNC2452',
      'Unit 26165',
      'Storm-0539',
      'G0059',
    ],
    ...[
      'Mint Sandstorm',
      'Fancy Bear',
      'Lazarus Group',
      'Charming Kitten',
      'Cozy Bear',
      'Lucky Mouse',
    ],
    ...[
      'Volt Typhoon',
      'Operation Soft Cell',
      'Turla',
      'GreenCharlie',
      'LABYRINTH CHOLLIMA',
      'REvil',
    ],
    ...['狼毒草', '穷奇', 'admin@338', '[Vault 7/8]', 'Лазарь', 'Ajax Security Team'],
  ])('%s is nothing else', (name) => {
    expect(isEverydayName(name)).toBe(false);
  });
});
