import { byId, el } from './dom.js';

/**
 * The list of channels. Which one is open stands in the page's address, so that Back works; a message
 * may stand there after it.
 * @param {{name: string, topic: string}[]} channels
 * @param {(name: string) => Promise<void>} onOpen
 */
export function channelList(channels, onOpen) {
  /** @type {Map<string, number>} */
  const unread = new Map();
  const links = channels.map(({ name }) => el('a', { href: `#${name}` }));
  byId('channels').replaceChildren(...links.map((link) => el('li', {}, link)));

  function current() {
    const [name] = location.hash.slice(1).split('/');
    return channels.find((channel) => channel.name === name) ?? channels[0];
  }

  function show() {
    const open = current();
    for (const [index, { name }] of channels.entries()) {
      const count = unread.get(name) ?? 0;
      const link = links[index];
      link?.toggleAttribute('data-unread', count > 0);
      if (name === open?.name) link?.setAttribute('aria-current', 'page');
      else link?.removeAttribute('aria-current');
      const badge = el(
        'span',
        { class: 'unread' },
        String(count),
        el('span', { class: 'visually-hidden' }, ' new'),
      );
      link?.replaceChildren(
        el('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
        el('span', {}, name),
        ...(count > 0 ? [badge] : []),
      );
    }
    byId('channel-name').textContent = open?.name ?? '';
    byId('channel-topic').textContent = open?.topic ?? '';
    const waiting = [...unread.values()].reduce((sum, count) => sum + count, 0);
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}#${open?.name} · Tocsin`;
  }

  async function open() {
    const name = current()?.name ?? '';
    unread.delete(name);
    show();
    await onOpen(name);
  }

  addEventListener('hashchange', open);

  return {
    current: () => current()?.name ?? '',
    /** Id of the message that the address leads to. */
    wanted: () => location.hash.split('/')[1],
    open,
    /** @param {string} name */
    markUnread(name) {
      unread.set(name, (unread.get(name) ?? 0) + 1);
      show();
    },
  };
}
