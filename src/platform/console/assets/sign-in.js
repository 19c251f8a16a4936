import { Away, Refused, signIn } from './api.js';
import { byId } from './dom.js';

const password = /** @type {HTMLInputElement} */ (byId('password'));
const problem = byId('problem');

byId('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  problem.textContent = '';
  try {
    await signIn(password.value);
    location.assign('/');
  } catch (error) {
    if (!(error instanceof Away || error instanceof Refused)) throw error;
    problem.textContent =
      error instanceof Away ? 'Tocsin is not answering. Try again.' : error.message;
    password.select();
  }
});

password.focus();
