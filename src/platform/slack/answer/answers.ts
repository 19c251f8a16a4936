import { setTimeout as pause } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import type { Card } from '../../../card/card.ts';
import type { ChartSpec } from '../../../card/chart.ts';
import { remembered } from '../../../card/remembered.ts';
import type { Answer } from '../../../command/answer.ts';
import type { House } from '../../../interaction/house.ts';
import { inTime } from '../../../interaction/in-time.ts';
import { mayBeShared } from '../../../interaction/only-asks.ts';
import {
  renderBlockKit,
  type SlackMessage,
  type SlackRenderOptions,
} from '../../../render/block-kit/render.ts';
import { isAboutBlocks } from '../failures.ts';
import { type Installed, slackTenant } from '../install/installed.ts';
import type { Pace } from '../pace.ts';
import type { Pictures } from './pictures.ts';

/** Where an answer is shown. */
export interface Setting {
  readonly installed: Installed;
  readonly surface: 'message' | 'view';
  /** Whether there is a channel that the reader may share it in. */
  readonly shareable: boolean;
  /** What stands above the card. */
  readonly lead?: readonly KnownBlock[] | undefined;
}

/** An answer as Slack takes it. */
export interface Shown {
  readonly message: SlackMessage;
  /** Pictures in it that were uploaded. */
  readonly files: readonly string[];
  /** Charts that it would show if they were uploaded. */
  readonly toUpload: readonly ChartSpec[];
}

export interface Answers {
  /** Renders; keeps the lines that do not fit their buttons. */
  show(answer: Answer, setting: Setting): Promise<Shown>;
  /** Whether it may be sent where Slack would not tell that it refuses it: in an acknowledgement. */
  isSafe(shown: Shown): boolean;
  /**
   * Shows it with its pictures, as far as those are uploaded in time, and without them rather than not
   * at all. Slack needs a moment before it knows a new file (python-slack-sdk issue 1521).
   * @param until when pictures are waited for, in milliseconds since 1970
   * @throws what `post` throws
   */
  send(
    answer: Answer,
    setting: Setting,
    until: number,
    post: (message: SlackMessage) => Promise<void>,
  ): Promise<void>;
}

function filesIn({ blocks }: SlackMessage): string[] {
  return blocks.flatMap((block) =>
    block.type === 'image' && 'slack_file' in block && 'id' in block.slack_file
      ? [block.slack_file.id ?? '']
      : [],
  );
}

/** All that a rendered card depends on beside the card: where its pictures are is part of it. */
function keyOf({ blocks }: Card, options: SlackRenderOptions): string {
  const { page, commandLine, shareable, surface, lead, chartUrl, chartFile } = options;
  const pictures = blocks.flatMap((block) =>
    block.type === 'chart' ? [chartUrl?.(block.chart), chartFile?.(block.chart)] : [],
  );
  return JSON.stringify([page, commandLine, shareable, surface, lead, pictures]);
}

const render = remembered(renderBlockKit, keyOf);

export function createAnswers(house: House, pictures: Pictures, pace: Pace): Answers {
  const { clock, buttonLines } = house;

  async function show(answer: Answer, setting: Setting): Promise<Shown> {
    const { card, page, commandLine } = answer;
    const rendered = render(card, {
      page,
      commandLine,
      shareable: setting.shareable && mayBeShared(answer, house.commands),
      surface: setting.surface,
      lead: setting.lead,
      ...pictures.options(setting.installed, card.footer.tlp),
    });
    if (rendered.storedActions.length > 0) {
      await buttonLines.keep(slackTenant(setting.installed.team), rendered.storedActions);
    }
    const { payload, attachments } = rendered;
    return {
      message: payload,
      files: filesIn(payload),
      toUpload: attachments.map(({ chart }) => chart),
    };
  }

  async function showInTime(answer: Answer, setting: Setting, deadline: number): Promise<Shown> {
    const first = await show(answer, setting);
    if (first.toUpload.length === 0) return first;
    const left = Math.max(0, deadline - clock.now().getTime());
    await inTime(pictures.upload(setting.installed, first.toUpload), left);
    return await show(answer, setting);
  }

  /** @returns whether Slack took it; false when it is the blocks that Slack refused */
  async function posted(
    { message, files }: Shown,
    post: (message: SlackMessage) => Promise<void>,
  ): Promise<boolean> {
    try {
      await post(message);
    } catch (error) {
      if (!isAboutBlocks(error)) throw error;
      return false;
    }
    pictures.prove(files);
    return true;
  }

  return {
    show,
    isSafe: ({ files, toUpload }) => toUpload.length === 0 && pictures.areProven(files),
    async send(answer, setting, until, post) {
      const shown = await showInTime(answer, setting, until);
      if (shown.files.length === 0) return await post(shown.message);
      if (await posted(shown, post)) return;
      await pause(pace.pictureSettles);
      if (await posted(shown, post)) return;
      pictures.drop(shown.files);
      await post((await show(answer, setting)).message);
    },
  };
}
