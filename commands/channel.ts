import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { formatPlace } from '../src/command/place.ts';
import { Tlp } from '../src/domain/vocabulary.ts';
import { channelCard } from '../src/present/channel-card.ts';
import { TocsinError } from '../src/shared/errors.ts';

const params = {
  ceiling: param.choice('The highest TLP marking that may be shown here', Tlp.options).optional,
};

export const channel = defineCommand({
  verb: 'channel',
  aliases: ['ceiling'],
  summary: 'This channel’s settings: how confidential what is shown in it may be',
  examples: ['channel', 'channel ceiling:AMBER'],
  params,
  asOf: false,
  right: 'administer',
  async run({ ceiling }, context) {
    const { place, invocation, services } = context;
    if (place.channel === '') {
      throw new TocsinError('No channel is named.', {
        code: 'channel.missing',
        fault: 'user',
        remedy: 'Put it after the workspace or server, as in in:slack/T0123ABCD/C0123ABCD.',
      });
    }
    const before = services.ceilings.of(place);
    if (ceiling !== undefined && ceiling !== before) {
      await services.ceilings.set(place, ceiling, invocation.who.id);
    }
    const here = place === invocation.where;
    const seen = {
      where: { platform: place.platform, tenant: place.tenant, here },
      channel: place.channel,
      ceiling: ceiling ?? before,
      before: ceiling === undefined ? undefined : before,
      line: (to: Tlp) =>
        formatLine('channel', { ceiling: to, in: here ? undefined : formatPlace(place) }, params),
    };
    return channelCard(seen, context);
  },
});
