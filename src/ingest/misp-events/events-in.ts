import { Event } from './schema.ts';

/** An event that was found, or what is wrong with what stands in its place. */
export type Found =
  | { readonly event: Event; readonly at: string }
  | { readonly fault: string; readonly at: string };

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The events of a file in any of the forms that MISP writes: one under `Event`, several of these in a list
 * or under `response`. Undefined when it is none of them.
 */
export function eventsIn(json: unknown): readonly Found[] | undefined {
  const content = isObject(json) && 'response' in json ? json.response : json;
  if (!Array.isArray(content)) {
    return isObject(content) && 'Event' in content ? [found(content, 'Event')] : undefined;
  }
  const isList = content.some((one) => isObject(one) && 'Event' in one);
  return isList ? content.map((one: unknown, at) => found(one, `[${at}]`)) : undefined;
}

function found(wrapped: unknown, at: string): Found {
  const { data, error } = Event.safeParse(isObject(wrapped) ? wrapped.Event : undefined);
  if (data !== undefined) return { event: data, at: `${at} (${data.info.slice(0, 80)})` };
  const [issue] = error.issues;
  return { fault: `${issue?.path.join('.')}: ${issue?.message}`, at };
}
