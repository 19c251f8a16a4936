import { describe, expect, it } from 'vitest';
import { subscribe } from '../../../commands/subscribe.ts';
import { completeParam } from '../../../src/command/complete.ts';
import { knowledge, registry } from './house.ts';

function offered(key: string, partial: string): string[] {
  const sources = { registry, knowledge, limit: 25 };
  return completeParam(subscribe, key, partial, sources).map(({ insert }) => insert);
}

describe('what a subscription may be completed with', () => {
  it('is a name, everything, or an id as it is typed', () => {
    expect(offered('subject', 'phos')).toContain('Phosphorus');
    expect(offered('subject', 'solar')).toContain('SolarWinds');
    expect(offered('subject', 'ev')).toContain('everything');
    expect(offered('subject', 's-4m2xq')).toContain('S-4M2XQ');
    expect(offered('subject', 'Account')).toEqual([]);
  });

  it('is a zone by its region or its city', () => {
    expect(offered('zone', 'berl')).toEqual(['Europe/Berlin']);
    expect(offered('zone', 'new y')).toEqual(['America/New_York']);
    expect(offered('zone', 'utc')).toEqual(['UTC']);
    expect(offered('zone', 'europe/')).toHaveLength(25);
  });

  it('is a sector among those there are, or any', () => {
    expect(offered('sector', 'med')).toEqual(['media']);
    expect(offered('sector', '').at(-1)).toBe('any');
  });
});
