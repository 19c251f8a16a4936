import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { CHANNELS, type Channels, isChannel, type Message } from './channels.ts';
import type { EventStreams } from './event-stream.ts';
import { formRoutes } from './form.ts';
import type { ConsoleOptions } from './options.ts';
import type { PasswordCheck } from './password.ts';
import { body, ChannelParam, type Env, placeOf, unreadable } from './requests.ts';
import type { Sessions } from './session.ts';
import { Ask, lineOf, slashLength, toInvocation } from './to-invocation.ts';
import { formView, isForm, messageViews } from './view.ts';
import { EXAMPLES } from './welcome.ts';

interface Parts {
  readonly options: ConsoleOptions;
  readonly channels: Channels;
  readonly sessions: Sessions;
  readonly streams: EventStreams;
  /** Absent where the console serves this machine only. */
  readonly check: PasswordCheck | undefined;
}

const DEFAULT_COMMAND = 'tocsin';

const SignIn = z.object({ password: z.string().max(1_000) });
const PageNumber = z.coerce.number().int().min(1).max(1_000);
const CompletionQuery = z.object({
  line: z.string().max(4_000),
  cursor: z.coerce.number().int().min(0).max(4_000),
  channel: ChannelParam,
});

/** The page that the card shows by itself. */
function firstPage(message: Message): number {
  return message.kind === 'post' ? 1 : message.answer.page;
}

function signInRoutes({ sessions, check, options }: Parts): Hono {
  const app = new Hono();
  app.post('/api/session', (c) => {
    const known = sessions.of(c);
    if (known === undefined && check !== undefined) return c.json({ error: 'Sign in first.' }, 401);
    if (known === undefined) sessions.open(c);
    return c.json({
      channels: CHANNELS,
      examples: EXAMPLES,
      version: options.version,
      command: options.command ?? DEFAULT_COMMAND,
      signedIn: check !== undefined,
    });
  });
  app.post('/api/sign-in', async (c) => {
    const given = await body(c, SignIn);
    if (given === undefined || check === undefined) return unreadable(c);
    const verdict = check(given.password, getConnInfo(c).remote.address ?? '');
    if (verdict === 'too-many') {
      return c.json({ error: 'Too many wrong passwords. Wait five minutes and try again.' }, 429);
    }
    if (verdict === 'wrong') return c.json({ error: 'This is not the password.' }, 403);
    sessions.open(c);
    return c.json({});
  });
  app.post('/api/sign-out', (c) => {
    sessions.end(c);
    return c.json({});
  });
  return app;
}

/** The page's requests, each on behalf of a session. Reading changes nothing; asking is a POST. */
export function apiRoutes(parts: Parts): Hono<Env> {
  const { options, channels, sessions, streams } = parts;
  const view = messageViews(options);
  const command = options.command ?? DEFAULT_COMMAND;
  const app = new Hono<Env>();

  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    await next();
  });
  app.route('/', signInRoutes(parts));
  app.use('/api/*', async (c, next) => {
    const session = sessions.of(c);
    if (session === undefined) return c.json({ error: 'This page has no session here.' }, 401);
    c.set('session', session);
    return next();
  });

  app.get('/api/channels/:channel/messages', (c) => {
    const channel = c.req.param('channel');
    if (!isChannel(channel)) return c.notFound();
    const session = c.get('session');
    return c.json(channels.visible(channel, session.id).map((message) => view(message, session)));
  });

  /** The one way from a line to its answer, however the line came about. */
  async function answerTo(c: Context<Env>, ask: Ask): Promise<Response> {
    const session = c.get('session');
    const invocation = toInvocation(ask, session, command);
    const answer = await options.dispatch(invocation);
    const message = channels.add({
      at: options.clock.now(),
      channel: ask.channel,
      asker: session.id,
      typed: invocation.commandLine,
      answer: ask.origin === 'link' ? { ...answer, visibility: 'asker' } : answer,
    });
    return c.json(view(message, session));
  }

  app.post('/api/ask', async (c) => {
    const ask = await body(c, Ask);
    if (ask === undefined) return unreadable(c);
    const form = options.formAsked(lineOf(ask, command));
    if (form === undefined) return answerTo(c, ask);
    return c.json({ form: { verb: form.verb ?? null, values: form.values } });
  });

  app.route('/', formRoutes({ options, answerTo }));

  app.get('/api/complete', (c) => {
    const query = CompletionQuery.safeParse(c.req.query());
    if (!query.success) return unreadable(c);
    const skipped = slashLength(query.data.line, command);
    const cursor = Math.max(0, query.data.cursor - skipped);
    const where = placeOf(query.data.channel);
    const found = options.complete(query.data.line.slice(skipped), cursor, where);
    return c.json({ ...found, from: found.from + skipped, to: found.to + skipped });
  });

  app.get('/api/messages/:id/:form', (c) => {
    const form = c.req.param('form');
    const message = channels.find(c.req.param('id'), c.get('session').id);
    if (message === undefined || !isForm(form)) return c.notFound();
    const page = PageNumber.safeParse(c.req.query('page') ?? firstPage(message));
    return page.success ? c.json(formView(message, form, page.data, options)) : unreadable(c);
  });

  app.get('/api/events', (c) => {
    const session = c.get('session');
    return streams.open(c, {
      isAllowed: () => sessions.has(session),
      subscribe: (send) =>
        channels.subscribe(session.id, (message) => send(view(message, session))),
    });
  });

  return app;
}
