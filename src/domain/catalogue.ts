/** Whether those who run this Tocsin answer for what is in the catalogue; all others were imported. */
export function isOwnCatalogue(catalogue: string): boolean {
  return catalogue.startsWith('pack:') || catalogue === 'desk';
}
