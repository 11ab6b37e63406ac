import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Most of the time goes to services and databases that the tests start: every core is of use.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters:
      process.env.CI === 'true'
        ? ['default', ['json', { outputFile: 'coverage/test-report.json' }]]
        : ['default'],
  },
});
