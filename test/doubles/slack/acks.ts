import { z } from 'zod';
import { option, optionGroups } from './blocks/objects.ts';
import type { AckEffect } from './interaction.ts';
import { isJson, type Json, jsonList, textOf } from './json.ts';
import { SlackRefusal } from './refusal.ts';
import { type ReplyPlace, sayBack } from './response-url.ts';
import type { View } from './screen.ts';
import { checkView } from './view-check.ts';
import { changeView, closeView, pushView } from './views.ts';
import { refused } from './web-api/dispatch.ts';
import type { World } from './world.ts';

/** Runs what an acknowledgement asks for; what Slack would refuse in it is a violation. */
function guarded(world: World, label: string, body: Json | undefined, run: () => AckEffect) {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    refused(world, label, error, body);
    return {};
  }
}

/** An event, press or shortcut: Slack takes note, and shows nothing of it. */
export function ackSilently(world: World, label: string, body: Json | undefined): AckEffect {
  if (body) world.record.violation(label, 'the acknowledgement says what nobody sees', body);
  return {};
}

/** A slash command: the acknowledgement may be an answer. */
export function ackCommand(
  world: World,
  label: string,
  place: ReplyPlace,
  body: Json | undefined,
): AckEffect {
  return guarded(world, label, body, () => {
    if (body) sayBack(world, label, place, body, 'ack');
    return {};
  });
}

const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: optionGroups }),
]);

/** What was typed into an external select: the acknowledgement holds the options. */
export function ackSuggestion(world: World, label: string, body: Json | undefined): AckEffect {
  return guarded(world, label, body, () => {
    const parsed = suggestions.safeParse(body);
    if (!parsed.success)
      throw new SlackRefusal('invalid_options', JSON.stringify(parsed.error.issues));
    const { data } = parsed;
    const lists =
      'options' in data ? data.options : data.option_groups.flatMap((group) => group.options);
    if (new Set(lists.map(({ value }) => value)).size < lists.length)
      throw new SlackRefusal('invalid_options', 'a value is offered twice');
    return { options: jsonList(lists) };
  });
}

function errorsOf(view: View, errors: unknown): Record<string, string> {
  const inputs = jsonList(view.content.blocks).filter(({ type }) => type === 'input');
  const known = new Set(inputs.map(({ block_id }) => block_id));
  if (!isJson(errors) || Object.keys(errors).length === 0)
    throw new SlackRefusal('invalid_errors', 'no errors by block');
  const entries = Object.entries(errors).map(([block, text]) => {
    if (!known.has(block)) throw new SlackRefusal('invalid_errors', `no input block ${block}`);
    if (textOf(text) === '') throw new SlackRefusal('invalid_errors', `no text for ${block}`);
    return [block, textOf(text)] as const;
  });
  return Object.fromEntries(entries);
}

/** A form sent off: it closes, unless the acknowledgement has a `response_action`. */
export function ackSubmission(
  world: World,
  label: string,
  view: View,
  cause: string,
  body: Json | undefined,
): AckEffect {
  const before = { team: view.team, user: view.user, cause };
  return guarded(world, label, body, () => {
    const { response_action: action, errors, view: content, ...rest } = body ?? {};
    if (Object.keys(rest).length > 0)
      throw new SlackRefusal('invalid_arguments', `unknown fields ${Object.keys(rest)}`);
    if (!body) closeView(world, view);
    else if (action === 'errors') return { errors: errorsOf(view, errors) };
    else if (action === 'clear') closeView(world, view, true);
    else if (action === 'update')
      changeView(world, view, checkView(world, view.team, content, 'modal'), cause);
    else if (action === 'push')
      pushView(world, before, view, checkView(world, view.team, content, 'modal'));
    else throw new SlackRefusal('invalid_arguments', `unknown response_action ${action}`);
    return {};
  });
}
