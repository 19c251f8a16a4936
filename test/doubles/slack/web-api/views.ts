import { SlackRefusal } from '../refusal.ts';
import type { View } from '../screen.ts';
import { checkView } from '../view-check.ts';
import { changeView, openView, pushView, viewJson } from '../views.ts';
import { anyJson, type Call, type Method, method, name, teamOf } from './method.ts';

function checkHash(view: View, hash: string | undefined): void {
  if (hash !== undefined && hash !== view.hash)
    throw new SlackRefusal('hash_conflict', `the view has hash ${view.hash}`);
}

function find(call: Call, id: string | undefined, externalId: string | undefined): View {
  if ((id === undefined) === (externalId === undefined))
    throw new SlackRefusal('invalid_arguments', 'needs view_id or external_id, not both');
  const team = teamOf(call).id;
  const view = call.world.screen.views.find(
    (one) =>
      one.team === team &&
      !one.isClosed &&
      (id === undefined ? one.content.external_id === externalId : one.id === id),
  );
  if (!view) throw new SlackRefusal('not_found', `no open view ${id ?? externalId}`);
  return view;
}

const open = method([], { trigger_id: name, view: anyJson }, (call, args) => {
  const team = teamOf(call).id;
  const content = checkView(call.world, team, args.view, 'modal');
  const trigger = call.world.tickets.pull(args.trigger_id, team);
  if (call.world.screen.openForm(team, trigger.user))
    throw new SlackRefusal('invalid_trigger_id', 'a form is open: use views.push');
  const before = { team, user: trigger.user, cause: trigger.interaction };
  return { view: viewJson(call.world, openView(call.world, before, content)) };
});

const push = method([], { trigger_id: name, view: anyJson }, (call, args) => {
  const team = teamOf(call).id;
  const content = checkView(call.world, team, args.view, 'modal');
  const trigger = call.world.tickets.pull(args.trigger_id, team);
  const below = call.world.screen.views.find((view) => view.id === trigger.viewId);
  if (below?.content.type !== 'modal' || below.isClosed)
    throw new SlackRefusal('invalid_trigger_id', 'the trigger is not of an open form');
  const before = { team, user: trigger.user, cause: trigger.interaction };
  return { view: viewJson(call.world, pushView(call.world, before, below, content)) };
});

const update = method(
  [],
  {
    view: anyJson,
    view_id: name.optional(),
    external_id: name.optional(),
    hash: name.optional(),
  },
  (call, args) => {
    const view = find(call, args.view_id, args.external_id);
    const content = checkView(call.world, view.team, args.view, 'modal');
    if (view.content.type !== 'modal')
      throw new SlackRefusal('invalid_arguments', 'App Home changes by views.publish');
    checkHash(view, args.hash);
    return { view: viewJson(call.world, changeView(call.world, view, content)) };
  },
);

const publish = method(
  [],
  { user_id: name, view: anyJson, hash: name.optional() },
  (call, args) => {
    const team = teamOf(call);
    const content = checkView(call.world, team.id, args.view, 'home');
    if (!team.user(args.user_id))
      throw new SlackRefusal('user_not_found', `no user ${args.user_id} in team ${team.id}`);
    const home = call.world.screen.home(team.id, args.user_id);
    if (home) {
      checkHash(home, args.hash);
      return { view: viewJson(call.world, changeView(call.world, home, content)) };
    }
    const before = { team: team.id, user: args.user_id };
    return { view: viewJson(call.world, openView(call.world, before, content)) };
  },
);

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
