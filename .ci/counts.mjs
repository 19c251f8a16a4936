// Prints "passed failed skipped" of a vitest JSON report; "0 0 0" when there is none.
import { readFileSync } from 'node:fs';

function counts(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
    // A file that cannot even be loaded has no tests to count.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    return [numPassedTests, numFailedTests + broken, numPendingTests + numTodoTests];
  } catch {
    return [0, 0, 0];
  }
}

process.stdout.write(`${counts(process.argv[2]).join(' ')}\n`);
