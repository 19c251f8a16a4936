import type { APIContainerComponent } from 'discord-api-types/v10';
import type { ChartSpec } from '../../card/chart.ts';
import { shorten } from '../../card/split.ts';
import { LIMITS } from './limits.ts';

const MEDIA_GALLERY = 12;

/** The chart in words, as long as Discord takes them; the rest stands under the picture. */
export function pictureAlt({ alt }: ChartSpec): string {
  return shorten(alt, LIMITS.alt);
}

/** The containers when charts could not be drawn or sent: charts only show again what they say. */
export function withoutPictures(
  containers: readonly APIContainerComponent[],
): APIContainerComponent[] {
  return containers.map((container) => ({
    ...container,
    components: container.components.filter(({ type }) => type !== MEDIA_GALLERY),
  }));
}
