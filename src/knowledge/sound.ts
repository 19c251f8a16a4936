const RULES: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/ch/g, 'x'],
  [/c/g, 'k'],
  [/z/g, 's'],
  [/w/g, 'v'],
  [/y/g, 'i'],
  [/gh/g, 'g'],
  [/ou/g, 'o'],
  [/(\D)\1+/gu, '$1'],
];

/**
 * A name key spelt roughly as it sounds, so that `fosforus` and `phosphorous` come close. Digits
 * and non-Latin letters stay as they are.
 */
export function soundOf(key: string): string {
  return RULES.reduce((text, [pattern, sound]) => text.replace(pattern, sound), key);
}
