import { afterEach, expect, test, vi } from 'vitest';
import { examine } from '../../../src/app/doctor.ts';

afterEach(() => vi.unstubAllEnvs());

test('names a variable that does not exist', async () => {
  vi.stubEnv('TOCSIN_CONSOL', 'on');
  vi.stubEnv('TOCSIN_DATA_DIR', '/dev/null/none');
  const [settings] = await examine();
  expect(settings).toMatchObject({
    state: 'warning',
    detail: 'TOCSIN_CONSOL is set, but Tocsin knows no such variable; did you mean TOCSIN_CONSOLE?',
    mend: expect.stringContaining('.env.example'),
  });
});

test('gives each setting that is wrong a line of its own, with what to do', async () => {
  vi.stubEnv('PORT', 'three');
  vi.stubEnv('SLACK_BOT_TOKEN', 'xapp-1-wrong');
  expect(await examine()).toEqual([
    {
      part: 'settings',
      state: 'failing',
      detail: 'PORT: "three" will not do.',
      mend: 'give a whole number from 0 to 65535',
    },
    {
      part: 'settings',
      state: 'failing',
      detail: 'SLACK_BOT_TOKEN: its value will not do.',
      mend: expect.stringMatching(/^copy the bot token/),
    },
  ]);
});
