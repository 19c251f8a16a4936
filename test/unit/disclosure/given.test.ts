import { describe, expect, it } from 'vitest';
import {
  type CadenceGiven,
  cadenceGiven,
  type FilterGiven,
  filterGiven,
} from '../../../src/disclosure/given.ts';
import { zoneNamed } from '../../../src/disclosure/zones.ts';
import type { Cadence, Filter } from '../../../src/domain/subscription.ts';
import { filter } from './samples.ts';

const ITEM: Cadence = { every: 'item' };

describe('a cadence asked for', () => {
  const berlin = { zone: 'Europe/Berlin' };
  it.each<[CadenceGiven, Cadence, Cadence]>([
    [{}, ITEM, ITEM],
    [{ every: 'day' }, ITEM, { every: 'day', at: '08:00', ...berlin }],
    [{ every: 'week' }, ITEM, { every: 'week', on: 'monday', at: '08:00', ...berlin }],
    [{ at: '18:30' }, ITEM, { every: 'day', at: '18:30', ...berlin }],
    [{ zone: 'New York' }, ITEM, { every: 'day', at: '08:00', zone: 'America/New_York' }],
    [{ on: 'friday' }, ITEM, { every: 'week', on: 'friday', at: '08:00', ...berlin }],
    [
      { at: '9' },
      { every: 'week', on: 'friday', at: '08:00', zone: 'UTC' },
      { every: 'week', on: 'friday', at: '09:00', zone: 'UTC' },
    ],
    [
      { every: 'day' },
      { every: 'week', on: 'friday', at: '07:15', zone: 'UTC' },
      { every: 'day', at: '07:15', zone: 'UTC' },
    ],
    [{ every: 'item' }, { every: 'day', at: '07:15', zone: 'UTC' }, ITEM],
  ])('%j after %j is %j', (given, before, expected) => {
    expect(cadenceGiven(given, before, 'Europe/Berlin')).toEqual(expected);
  });

  it.each([
    ['8', '08:00'],
    ['8:05', '08:05'],
    ['08.30', '08:30'],
    ['8 pm', '20:00'],
    ['12am', '00:00'],
    ['12:15 PM', '12:15'],
    ['23:59', '23:59'],
  ])('reads %s as %s', (at, expected) => {
    expect(cadenceGiven({ at }, ITEM, 'UTC')).toMatchObject({ at: expected });
  });

  it.each<CadenceGiven>([
    { at: '24:00' },
    { at: '8:60' },
    { at: '13 pm' },
    { at: 'noonish' },
    { zone: 'Atlantis' },
    { every: 'item', at: '08:00' },
    { every: 'day', on: 'monday' },
  ])('refuses %j', (given) => {
    expect(() => cadenceGiven(given, ITEM, 'UTC')).toThrow(
      expect.objectContaining({ fault: 'user' }),
    );
  });

  it('is in UTC where the asker’s zone is none', () => {
    expect(cadenceGiven({ every: 'day' }, ITEM, 'Nowhere')).toMatchObject({ zone: 'UTC' });
  });
});

describe('a zone', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['+02:00', '+02:00'],
    ['', undefined],
    ['Atlantis', undefined],
  ])('%s is %s', (given, expected) => {
    expect(zoneNamed(given)).toBe(expected);
  });
});

describe('a filter asked for', () => {
  it.each<[FilterGiven, Partial<Filter>]>([
    [{}, {}],
    [
      { severity: 'low', sector: 'media', kind: 'update' },
      { severity: 'low', sectors: ['media'], kinds: ['update'] },
    ],
    [{ origin: 'Iran, Russia , iran' }, { origins: ['Iran', 'Russia'] }],
    [
      { include: 'accounts attacked,狼毒草，draft' },
      { include: ['accounts attacked', '狼毒草', 'draft'] },
    ],
    [{ exclude: ',, ,' }, { exclude: [] }],
  ])('%j is %j', (given, expected) => {
    expect(filterGiven(given, filter())).toEqual(filter(expected));
  });

  it('takes away what is said to be none or any, and leaves the rest', () => {
    const before = filter({ origins: ['Iran'], sectors: ['media'], exclude: ['draft'] });
    expect(filterGiven({ origin: 'any', sector: 'any' }, before)).toEqual(
      filter({ exclude: ['draft'] }),
    );
    expect(filterGiven({ exclude: 'None' }, before).exclude).toEqual([]);
  });

  it.each<FilterGiven>([
    { include: 'good, ++' },
    { include: 'x' },
    { exclude: 'y'.repeat(81) },
    { origin: Array.from({ length: 21 }, (_, index) => `Land ${index}`).join(',') },
  ])('refuses %j', (given) => {
    expect(() => filterGiven(given, filter())).toThrow(expect.objectContaining({ fault: 'user' }));
  });
});
