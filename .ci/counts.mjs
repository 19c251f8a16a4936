// Prints "passed failed skipped" of a vitest JSON report; "0 0 0" when there is none.
import { readFileSync } from 'node:fs';

function counts(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
    // A file can fail outside its tests: when it is loaded, or in a hook.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length;
    return [numPassedTests, numFailedTests + broken, numPendingTests + numTodoTests];
  } catch {
    return [0, 0, 0];
  }
}

process.stdout.write(`${counts(process.argv[2]).join(' ')}\n`);
