/**
 * Lets a reader go away early, as in `tocsin ask timeline | head`: what cannot be written any more is
 * dropped without a word.
 */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
