import type { Page } from './pages.ts';

/** After Tocsin was installed: what to do next. */
export function installedPage(name: string, command: string, teamId: string | undefined): Page {
  const everywhere =
    'It is installed for the organisation, and posts nothing on its own. Add it to workspaces in the organisation’s settings, under “Apps”. Then, in one of them:';
  return {
    title: `Tocsin is installed in ${name}`,
    paragraphs: [
      teamId === undefined
        ? everywhere
        : 'It posts nothing on its own. Three things to try in Slack:',
    ],
    steps: [
      `Type ${command} help in any channel.`,
      `Type ${command} stats, or ${command} alone for a form.`,
      'Invite it to a channel with /invite @Tocsin and mention it in a thread with your question.',
    ],
    ...(teamId === undefined
      ? {}
      : { link: { words: 'Open Slack', url: `https://app.slack.com/client/${teamId}` } }),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  slack_oauth_invalid_state:
    'The link was opened in another browser, or more than ten minutes ago, or twice.',
  slack_oauth_missing_state:
    'The installation did not begin here, as it does when it is begun in Slack’s own pages.',
  slack_oauth_missing_code: 'Slack sent no code along.',
  slack_oauth_installer_authorization_error: 'The installation was cancelled.',
};

/** Whether what went wrong was done in the browser, and not here or by Slack. */
export function isTheirs(code: string): boolean {
  return Object.hasOwn(REASONS, code);
}

/** After it was not: why, and how to begin again. */
export function notInstalledPage(code: string, installUrl: string): Page {
  return {
    title: 'Tocsin was not installed',
    paragraphs: [
      REASONS[code] ?? 'Slack or this server could not finish it. The log of this server says why.',
      'Nothing was changed in Slack or here.',
    ],
    steps: [],
    link: { words: 'Begin again', url: installUrl },
  };
}
