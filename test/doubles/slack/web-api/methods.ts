import { appMethods } from './app.ts';
import { chatMethods } from './chat.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { oauthMethods } from './oauth.ts';
import { placeMethods } from './places.ts';
import { viewMethods } from './views.ts';

/** Every method the double has, apart from `apps.connections.open`. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...appMethods,
  ...chatMethods,
  ...fileMethods,
  ...historyMethods,
  ...oauthMethods,
  ...placeMethods,
  ...viewMethods,
};
