import { expect, it } from 'vitest';
import { messageWords, typedText, withoutMention } from '../../../../src/platform/slack/markup.ts';

it.each([
  ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
  ['&amp;lt;', '&lt;'],
  ['see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&amp;c=2'],
  ['see <https://example.org|here>', 'see https://example.org'],
  ['ask <@U123|alice smith> in <#C123|general>', 'ask <@U123> in #general'],
  ['ask <#C123>', 'ask #C123'],
  ['<!here> <!subteam^S1|@desk>', '@here <!subteam^S1>'],
  ['<mailto:a@example.org|a@example.org>', 'a@example.org'],
  ['&lt;@U1&gt; and &lt;!channel&gt;', '<@U1> and <!channel>'],
  ['no <closing', 'no <closing'],
])('%s is read as it was typed', (slack, typed) => {
  expect(typedText(slack)).toBe(typed);
});

it('takes out who was spoken to, and nobody else', () => {
  expect(withoutMention('<@U0BOT> what of <@U1>?', 'U0BOT')).toBe('what of <@U1>?');
  expect(withoutMention('what, <@U0BOT|tocsin>?', 'U0BOT')).toBe('what,  ?');
});

it('reads all words of a message, its blocks and attachments', () => {
  const words = messageWords({
    text: 'Phosphorus &amp; co',
    user: 'U123',
    blocks: [
      { type: 'rich_text', elements: [{ type: 'text', text: 'APT28' }] },
      { type: 'actions', elements: [{ type: 'button', value: 'hidden', text: { text: 'Press' } }] },
    ],
    attachments: [{ fallback: 'Strontium', fields: [{ title: 'Group', value: 'Lazarus' }] }],
  });
  for (const word of ['Phosphorus & co', 'APT28', 'Press', 'Strontium', 'Lazarus']) {
    expect(words).toContain(word);
  }
  expect(words).not.toMatch(/U123|hidden/);
});

it('reads no more of a message than anybody would', () => {
  const blocks = Array.from({ length: 1_000 }, () => ({ text: 'x'.repeat(1_000) }));
  expect(messageWords({ blocks }).length).toBeLessThanOrEqual(41_000);
});
