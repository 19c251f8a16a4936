import type { Json } from './json.ts';
import { SlackRefusal } from './refusal.ts';
import type { View } from './screen.ts';
import { stateOf } from './values.ts';
import type { World } from './world.ts';

/** Forms on top of each other. platform-reference A8 */
const MOST_FORMS = 3;

interface Before {
  readonly team: string;
  readonly user: string;
  readonly cause?: string;
}

/** A view as the app gets it back. */
export function viewJson(world: World, view: View): Json {
  const bot = world.team(view.team).installed;
  const { type, title, submit, close, ...content } = view.content;
  return {
    id: view.id,
    team_id: view.team,
    app_id: world.app.appId,
    // Of an org-wide installation, the organisation's: github.com/slackapi/bolt-js/issues/1720
    app_installed_team_id: bot.teamId ?? bot.enterpriseId,
    bot_id: bot.botId,
    hash: view.hash,
    state: { values: stateOf(view) },
    private_metadata: '',
    callback_id: '',
    external_id: '',
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    clear_on_close: false,
    notify_on_close: false,
    type,
    title: title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: submit ?? null,
    close: close ?? null,
    ...content,
  };
}

function hashOf(world: World): string {
  return `${Math.floor(world.time.now() / 1000)}.${world.ids.secret(4)}`;
}

function checkExternalId(world: World, content: Json, own?: View): void {
  const id = content.external_id;
  if (id === undefined) return;
  const twin = world.screen.views.find(
    (view) => view !== own && !view.isClosed && view.content.external_id === id,
  );
  if (twin) throw new SlackRefusal('duplicate_external_id', `external_id ${id} is in use`);
}

function show(world: World, view: View, cause: string | undefined): View {
  world.screen.show({ via: 'view', view, ...(cause === undefined ? {} : { cause }) });
  return view;
}

/** Puts a form on an empty screen, or App Home in its place. */
export function openView(world: World, before: Before, content: Json): View {
  checkExternalId(world, content);
  const id = world.ids.next('V');
  const view: View = {
    id,
    team: before.team,
    user: before.user,
    content,
    hash: hashOf(world),
    values: {},
    rootId: id,
    previousId: null,
    isClosed: false,
  };
  world.screen.views.push(view);
  return show(world, view, before.cause);
}

/** Puts a form on top of another. Throws SlackRefusal when three are there. */
export function pushView(world: World, before: Before, below: View, content: Json): View {
  const stack = world.screen.views.filter((view) => view.rootId === below.rootId && !view.isClosed);
  if (stack.length >= MOST_FORMS)
    throw new SlackRefusal('push_limit_reached', `${MOST_FORMS} forms are open`);
  checkExternalId(world, content);
  const view: View = {
    id: world.ids.next('V'),
    team: before.team,
    user: before.user,
    content,
    hash: hashOf(world),
    values: {},
    rootId: below.rootId,
    previousId: below.id,
    isClosed: false,
  };
  world.screen.views.push(view);
  return show(world, view, before.cause);
}

/** Changes what a form or App Home shows; values stay where block and element are the same. */
export function changeView(world: World, view: View, content: Json, cause?: string): View {
  checkExternalId(world, content, view);
  view.content = content;
  view.hash = hashOf(world);
  return show(world, view, cause);
}

/** Closes a form, or all that are open with it. */
export function closeView(world: World, view: View, isAll = false): void {
  for (const one of world.screen.views) {
    const isIt = one === view || (isAll && one.rootId === view.rootId);
    if (isIt) one.isClosed = true;
  }
}
