import type { OAuthInstalls } from '../install/oauth-installs.ts';
import type { Kit } from '../kit.ts';
import { hearButtons } from './buttons.ts';
import { hearCommands } from './commands.ts';
import { hearDepartures } from './departures.ts';
import { hearForms } from './forms.ts';
import { hearHome } from './in-view.ts';
import { hearMentions } from './mentions.ts';
import { hearPlaces } from './places.ts';
import { hearShortcuts } from './shortcuts.ts';
import type { SlackApp } from './types.ts';

/**
 * Registers every listener, the same for both transports.
 * @param installs absent where the token is in the environment
 */
export function hearEverything(app: SlackApp, kit: Kit, installs: OAuthInstalls | undefined): void {
  hearCommands(app, kit);
  hearMentions(app, kit);
  hearButtons(app, kit);
  hearShortcuts(app, kit);
  hearForms(app, kit);
  hearHome(app, kit);
  hearPlaces(app, kit.house, installs);
  hearDepartures(app, { house: kit.house, calls: kit.calls, installs });
}
