import type { AppsManifestCreateArguments } from '@slack/web-api';
import { CONTROL_WORDS } from '../../interaction/wording.ts';
import { TocsinError } from '../../shared/errors.ts';
import { BOT_EVENTS } from './events.ts';
import { REDIRECT_PATH } from './install/provider.ts';
import { ASK_SHORTCUT, NAMES_SHORTCUT } from './listen/shortcuts.ts';
import { EVENTS_PATH } from './receive/http.ts';
import { BOT_SCOPES, OPTIONAL_SCOPES } from './scopes.ts';

export type Manifest = AppsManifestCreateArguments['manifest'];

export interface ManifestOptions {
  readonly transport: 'socket' | 'http';
  /** With its slash. */
  readonly command: string;
  /** Without a slash at its end. Needed for HTTP, and for several workspaces. */
  readonly publicUrl: string | undefined;
  /** Whether people install it by OAuth. */
  readonly severalWorkspaces: boolean;
}

function publicUrlOf({ publicUrl, transport, severalWorkspaces }: ManifestOptions): string {
  if (publicUrl?.startsWith('https://')) return publicUrl;
  if (transport === 'socket' && !severalWorkspaces) return '';
  throw new TocsinError('Slack has to know under which https address it reaches Tocsin.', {
    code: 'slack.manifest-without-url',
    fault: 'user',
    where: 'PUBLIC_URL',
    remedy: 'Set PUBLIC_URL, such as https://tocsin.example.org, and print the manifest again.',
  });
}

const DESCRIPTION =
  'Publicly disclosed state-sponsored cyber incidents: figures with their scope, who says who did it, and sources for all of it.';

const LONG_DESCRIPTION = [
  'Tocsin answers questions about publicly disclosed state-sponsored cyber incidents: what happened, who was targeted, how many accounts were compromised, and who says so.',
  'Each figure comes with its scope and window, each attribution with who asserts it and on what basis, each sentence with its sources; denials and conflicting reports stand beside the claims they speak to.',
  'What a command answers is seen by the asker alone until it is shared; a mention is answered in its thread. A channel may follow news, and what was posted there is put right where it was wrong. Tocsin reads only messages that mention it, those on which somebody looks up names, and its own.',
].join(' ');

function shortcuts(): NonNullable<Manifest['features']>['shortcuts'] {
  return [
    {
      type: 'message',
      name: CONTROL_WORDS.lookUpNamesShort,
      callback_id: NAMES_SHORTCUT,
      description: 'Every group and incident named in a message, for your eyes only',
    },
    {
      type: 'global',
      name: CONTROL_WORDS.askShortcut,
      callback_id: ASK_SHORTCUT,
      description: 'Ask about an incident, a group or a figure with a form',
    },
  ];
}

/**
 * The app's manifest, to be pasted into "Create New App" at api.slack.com/apps.
 * @throws TocsinError when Slack would have to know an address that is not set
 */
export function slackManifest(options: ManifestOptions): Manifest {
  const { transport, command, severalWorkspaces } = options;
  const publicUrl = publicUrlOf(options);
  const isHttp = transport === 'http';
  const url = `${publicUrl}${EVENTS_PATH}`;
  return {
    display_information: {
      name: 'Tocsin',
      description: DESCRIPTION,
      long_description: LONG_DESCRIPTION,
      background_color: '#1f2933',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Tocsin', always_online: true },
      shortcuts: shortcuts() ?? [],
      slash_commands: [
        {
          command,
          description:
            'Ask about a disclosed state-sponsored cyber incident, a group, a figure or a source',
          usage_hint: 'help | stats | actor APT35 | a question in your own words',
          should_escape: true,
          ...(isHttp ? { url } : {}),
        },
      ],
    },
    oauth_config: {
      ...(severalWorkspaces ? { redirect_urls: [`${publicUrl}${REDIRECT_PATH}`] } : {}),
      scopes: {
        bot: BOT_SCOPES.map(({ scope }) => scope),
        bot_optional: [...OPTIONAL_SCOPES],
      },
    },
    settings: {
      event_subscriptions: {
        ...(isHttp ? { request_url: url } : {}),
        bot_events: BOT_EVENTS.map(({ event }) => event),
      },
      interactivity: {
        is_enabled: true,
        ...(isHttp ? { request_url: url, message_menu_options_url: url } : {}),
      },
      org_deploy_enabled: true,
      socket_mode_enabled: !isHttp,
      token_rotation_enabled: severalWorkspaces,
    },
  };
}
