/** SQLSTATE of a transaction that was ended because it and another waited for each other. */
const DEADLOCK = '40P01';
const TRIES = 5;

/**
 * Runs a transaction anew when PostgreSQL ended it so that another could go on: nothing of it was
 * written. Posts, channels and jobs are locked from several sides, and not always in one order.
 */
export async function pastDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== DEADLOCK || tries === TRIES) throw error;
    }
  }
}
