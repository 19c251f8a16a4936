import { announce } from './announcer.js';
import { Away, messagesOf, openSession, signOut } from './api.js';
import { askFlow } from './ask-flow.js';
import { askFormDialog } from './ask-form.js';
import { followMessages, followReferences } from './card-links.js';
import { channelList } from './channels.js';
import { composer } from './composer.js';
import { byId, el } from './dom.js';
import { listen } from './live.js';
import { messageLog } from './log.js';

const RETRY_MS = 1_000;

/** @param {boolean} away */
function showConnection(away) {
  byId('away').hidden = !away;
  byId('connection').textContent = away ? 'Not connected' : 'Connected';
  byId('connection').toggleAttribute('data-away', away);
}

/** The line in the page's address, taken out of it so that a reload does not ask again. */
function lineInAddress() {
  const line = new URLSearchParams(location.search).get('q');
  if (line !== null) history.replaceState(null, '', `/${location.hash}`);
  return line;
}

/** @param {any} post */
function newsOf({ channel, title, changedAt }) {
  const what = changedAt === undefined ? 'posted in' : 'changed a post in';
  return `Tocsin ${what} #${channel}: ${title}`;
}

/** @param {any} session */
function run({ channels: rooms, examples, version, command, signedIn }) {
  const log = messageLog(command);
  const channels = channelList(rooms, async (name) => {
    const messages = await messagesOf(name).catch(() => []);
    if (name !== channels.current()) return;
    log.fill(messages);
    const wanted = channels.wanted();
    if (wanted !== undefined) log.goTo(wanted);
  });
  const asking = askFlow({
    log,
    channel: channels.current,
    command,
    onForm: (verb, values) => form.open(verb, values),
  });
  const box = composer({
    command,
    channel: channels.current,
    onSend: (line) => asking.send(line, 'typed'),
  });
  const form = askFormDialog({
    channel: channels.current,
    // The line that the form made can be brought back, and is learnt by reading it.
    onAsk: (verb, values) => asking.sendForm(verb, values, ({ typed }) => box.remember(typed)),
    onClose: box.focus,
  });

  byId('version').textContent = version;
  byId('command').textContent = `/${command}`;
  byId('sign-out').hidden = !signedIn;
  byId('sign-out').addEventListener('click', async () => {
    await signOut();
    location.assign('/sign-in');
  });
  byId('open-form').addEventListener('click', () => form.open(null));
  byId('examples').replaceChildren(
    ...examples.map((/** @type {{line: string, answers: string}} */ { line, answers }) =>
      el(
        'li',
        {},
        el(
          'button',
          { type: 'button', class: 'example', 'data-command-line': line },
          el('code', {}, `/${command} ${line}`),
          el('span', {}, answers),
        ),
      ),
    ),
  );
  byId('log').addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest('[data-command-line]');
    const line = button?.getAttribute('data-command-line');
    if (line !== null && line !== undefined) asking.send(line, 'button');
  });

  followReferences(byId('log'));
  followMessages(byId('log'), log.goTo);

  listen({
    onMessage(message) {
      if (asking.holds(message)) return;
      if (message.kind === 'post') announce(newsOf(message));
      if (message.channel === channels.current()) log.add(message);
      else if (!message.mine) channels.markUnread(message.channel);
    },
    async onOpen() {
      showConnection(false);
      const messages = await messagesOf(channels.current()).catch(() => []);
      for (const message of messages) if (!asking.holds(message)) log.add(message);
    },
    onAway: () => showConnection(true),
  });

  box.focus();
  return channels.open().then(() => {
    const line = lineInAddress();
    if (line !== null) return asking.send(line, 'link');
  });
}

async function start() {
  try {
    await run(await openSession());
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    showConnection(true);
    setTimeout(start, RETRY_MS);
  }
}

start();
