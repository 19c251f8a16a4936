import { expect, test } from 'vitest';
import { defaultIncidentFault } from '../../../src/app/default-incident.ts';
import { FOUNDING, openPackHouse } from '../../support/pack-house.ts';

test('a default incident that is not there is told with its variable and a remedy', async () => {
  const { knowledge } = await openPackHouse();
  expect(defaultIncidentFault(FOUNDING, knowledge)).toBeUndefined();
  expect(defaultIncidentFault('SolarWinds', knowledge)).toBeUndefined();
  expect(defaultIncidentFault('no-such-thing', knowledge)).toMatch(
    /^TOCSIN_DEFAULT_INCIDENT is "no-such-thing", .+; give the id of an incident/,
  );
});
