import type { Format } from './core/format.ts';

/** Every format that `tocsin import` reads. Adding one is its folder and its line here. */
export const FORMATS: readonly Format[] = [];
