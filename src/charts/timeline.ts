import type { TimelineChart } from '../card/chart.ts';
import { type Body, type Picture, picture } from './picture.ts';
import { legend } from './timeline-legend.ts';
import { numberedBody } from './timeline-numbered.ts';
import { rowsBody } from './timeline-rows.ts';
import { toMoments } from './timeline-scale.ts';

/** Up to this many entries each have a row of their own; more are numbered, with a key beneath. */
const MOST_ROWS = 12;
const LEGEND_GAP = 14;

/**
 * A timeline: activity as bands, publications as points, in order of time.
 * @throws TocsinError when a day is not `YYYY-MM-DD`
 */
export function timelinePicture(spec: TimelineChart): Picture {
  const moments = toMoments(spec.entries);
  const layOut = moments.length > MOST_ROWS ? numberedBody : rowsBody;
  return picture(spec.title, spec.caption, (top): Body => {
    const key = legend(moments, top);
    const body = layOut(moments, top + key.height + LEGEND_GAP);
    return { ...body, elements: [...key.elements, ...body.elements] };
  });
}
