// Prints the tests that failed, with the first lines of why, of a vitest JSON report.
import { readFileSync } from 'node:fs';

const LINES = 12;

function failures(path) {
  try {
    const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
    return testResults.flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      const tests = failed.map((test) => [test.fullName, ...test.failureMessages].join('\n'));
      return message ? [`${name}\n${message}`, ...tests] : tests;
    });
  } catch {
    return [];
  }
}

for (const failure of failures(process.argv[2])) {
  process.stdout.write(`\n!! ${failure.split('\n').slice(0, LINES).join('\n')}\n`);
}
