import { type Command, Option } from 'commander';

const EXAMPLES = `
Examples:
  tocsin slack manifest                    for Socket Mode, or for HTTP where SLACK_SIGNING_SECRET alone is set
  tocsin slack manifest --transport http   for requests by HTTP; needs PUBLIC_URL
  tocsin slack manifest | pbcopy           to paste at api.slack.com/apps

docs/install-slack.md says where it is pasted.
`;

interface ManifestCall {
  readonly transport?: 'socket' | 'http';
}

async function manifest({ transport }: ManifestCall): Promise<string> {
  const { loadSettings } = await import('../config/env.ts');
  const { config } = loadSettings();
  const { slackManifest } = await import('../platform/slack/manifest.ts');
  const made = slackManifest({
    command: config.command,
    transport: transport ?? config.slack?.transport ?? 'socket',
    publicUrl: config.publicUrl,
    severalWorkspaces: config.slack?.clientId !== undefined,
  });
  return `${JSON.stringify(made, null, 2)}\n`;
}

/** `tocsin slack`: what is set up at Slack itself. */
export function addSlack(tocsin: Command): void {
  const slack = tocsin
    .command('slack')
    .description('set up Tocsin at Slack')
    .addHelpText('after', '\nExamples:\n  tocsin slack manifest\n');
  slack
    .command('manifest')
    .description('print the app manifest: commands, shortcuts, scopes, events')
    .addOption(
      new Option('--transport <way>', 'how Slack reaches Tocsin').choices(['socket', 'http']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (call: ManifestCall) => {
      process.stdout.write(await manifest(call));
    });
}
