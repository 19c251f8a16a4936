import { hasRight } from '../src/command/authorise.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { type Frame, frameOf } from '../src/command/follow-frame.ts';
import { param } from '../src/command/param.ts';
import {
  channelSubscriptionsCard,
  SUBSCRIPTIONS_SHOWN,
  tenantSubscriptionsCard,
} from '../src/present/subscriptions-card.ts';
import { TocsinError } from '../src/shared/errors.ts';

async function ofTenant(skip: number, context: CommandContext, frame: Frame) {
  const { place, invocation, services } = context;
  if (!(await hasRight('subscribe', invocation, services))) {
    throw new TocsinError('What other channels follow is shown to those who may subscribe one.', {
      code: 'subscriptions.refused',
      fault: 'user',
      remedy: 'Leave all: out for what this channel follows.',
    });
  }
  const { subscriptions, channels, total } = await services.subscriptions.list(
    place,
    skip,
    SUBSCRIPTIONS_SHOWN,
  );
  return tenantSubscriptionsCard({ shown: subscriptions, channels, total, skipped: skip }, frame);
}

async function ofChannel(skip: number, { place, services }: CommandContext, frame: Frame) {
  const all = await services.subscriptions.of(place);
  const state = await services.subscriptions.channel(place);
  const shown = all.slice(skip, skip + SUBSCRIPTIONS_SHOWN);
  const listed = { shown, channels: [state], total: all.length, skipped: skip };
  return channelSubscriptionsCard(listed, state, frame);
}

export const subscriptions = defineCommand({
  verb: 'subscriptions',
  aliases: ['following'],
  summary: 'What this channel follows, and when and by whom each was added',
  examples: ['subscriptions'],
  params: {
    all: param.choice('Of all channels of this workspace or server', ['true', 'false']).optional,
    skip: param.paging('Leave out this many', 1_000_000).optional,
  },
  asOf: false,
  right: 'ask',
  ofPlace: true,
  async run({ all, skip = 0 }, context) {
    const frame = await frameOf(context);
    const wholeTenant = all === 'true' || context.place.channel === '';
    return await (wholeTenant ? ofTenant : ofChannel)(skip, context, frame);
  },
});
