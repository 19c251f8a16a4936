import { cardHost } from './card-host.js';
import { el } from './dom.js';
import { formTabs } from './form-tabs.js';
import { clock, tocsinHead, tocsinRow } from './rows.js';

/** @param {any} post */
function whoSees({ private: isPrivate, channel }) {
  return isPrivate ? 'Sent by itself, only visible to you' : `Posted to #${channel}`;
}

/** @param {string | undefined} at */
function changed(at) {
  if (at === undefined) return [];
  return [el('span', { class: 'changed' }, 'changed ', clock(at))];
}

/**
 * Leads to the message that a post goes below.
 * @param {string} channel
 * @param {string | undefined} id
 */
function replyLine(channel, id) {
  if (id === undefined) return [];
  const href = `#${channel}/${id}`;
  const link = el('a', { href, 'data-message': id }, 'an earlier post');
  return [el('p', { class: 'reply-to' }, 'In reply to ', link)];
}

/**
 * What Tocsin posts by itself: no question stands above it.
 * @param {any} post
 */
export function postElement(post) {
  const { list, panel } = formTabs(post.id, cardHost(post.html), 'How this post looks');
  const seenBy = el('span', { class: 'seen-by' }, whoSees(post));
  const head = tocsinHead(clock(post.at), seenBy, ...changed(post.changedAt), list);
  const isReply = post.replyTo !== undefined;
  return el(
    'div',
    {
      class: `message post${post.private ? ' private' : ''}${isReply ? ' reply' : ''}`,
      id: `message-${post.id}`,
      role: 'group',
      tabindex: '-1',
      'data-version': String(post.version),
      'aria-label': `Post: ${post.title}`,
    },
    ...replyLine(post.channel, post.replyTo),
    tocsinRow(head, panel),
  );
}
