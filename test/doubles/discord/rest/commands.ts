import type { Context } from '../context.ts';
import { refusal } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';

/** Registering commands, everywhere or in one guild. */
export function commandRoutes(context: Context): Route[] {
  const { commands, world } = context;

  function guildOf(call: Call): string | undefined {
    const { application, guild } = call.params;
    if (application !== world.applicationId) throw refusal(10002, 'Another application');
    if (guild !== undefined && world.guilds.get(guild)?.installed !== true) throw refusal(50001);
    return guild;
  }

  function translated(call: Call): boolean {
    return call.query.with_localizations === 'true';
  }

  function list(call: Call): Answer {
    const all = commands.in(guildOf(call));
    return { status: 200, body: all.map((one) => commands.payload(one, translated(call))) };
  }

  function overwrite(call: Call): Answer {
    const all = commands.overwrite(call.body, guildOf(call));
    return { status: 200, body: all.map((one) => commands.payload(one, true)) };
  }

  function create(call: Call): Answer {
    const { command, isNew } = commands.create(call.body, guildOf(call));
    return { status: isNew ? 201 : 200, body: commands.payload(command, true) };
  }

  function get(call: Call): Answer {
    const command = commands.find(call.params.command ?? '', guildOf(call));
    return { status: 200, body: commands.payload(command, true) };
  }

  function edit(call: Call): Answer {
    const command = commands.edit(call.params.command ?? '', call.body, guildOf(call));
    return { status: 200, body: commands.payload(command, true) };
  }

  function remove(call: Call): Answer {
    commands.remove(call.params.command ?? '', guildOf(call));
    return { status: 204 };
  }

  return ['/applications/:application', '/applications/:application/guilds/:guild'].flatMap(
    (place): Route[] => [
      { method: 'GET', path: `${place}/commands`, query: ['with_localizations'], answer: list },
      { method: 'PUT', path: `${place}/commands`, answer: overwrite },
      { method: 'POST', path: `${place}/commands`, answer: create },
      { method: 'GET', path: `${place}/commands/:command`, answer: get },
      { method: 'PATCH', path: `${place}/commands/:command`, answer: edit },
      { method: 'DELETE', path: `${place}/commands/:command`, answer: remove },
    ],
  );
}
