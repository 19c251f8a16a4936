import { expect, test } from 'vitest';
import { messageText } from '../../../../src/platform/discord/message-text.ts';

test('everything that people read in a message is read', () => {
  const message = {
    content: 'content',
    embeds: [
      {
        title: 'title',
        description: 'description',
        author: { name: 'author' },
        footer: { text: 'footer' },
        fields: [{ name: 'name', value: 'value' }],
        url: 'https://hidden.example',
      },
    ],
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: 'display' },
          {
            type: 9,
            components: [{ type: 10, content: 'section' }],
            accessory: { type: 2, label: 'button' },
          },
          { type: 12, items: [{ media: { url: 'x' }, description: 'picture' }] },
          { type: 1, components: [{ type: 3, options: [{ label: 'choice', value: 'hidden' }] }] },
        ],
      },
    ],
    attachments: [{ description: 'file' }],
    message_snapshots: [{ message: { content: 'forwarded' } }],
  };
  const words = messageText(message as never).split('\n');
  expect(words).toEqual([
    ...['content', 'author', 'title', 'description', 'name', 'value', 'footer'],
    ...['display', 'section', 'button', 'picture', 'choice', 'file', 'forwarded'],
  ]);
});

test('nothing, and what is nested without end, is nothing', () => {
  expect(messageText({})).toBe('');
  const circular: { components: unknown[] } = { components: [] };
  circular.components.push(circular);
  expect(messageText(circular as never)).toBe('');
});
