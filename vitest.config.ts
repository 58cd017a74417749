import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/support/cluster.ts'],
    // Two cores: one for the tests' own work, one for PostgreSQL. More workers only make each other wait.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['src/**/*.test.ts', 'test/*.test.ts', 'test/faults/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          // A page waits half of its time for the last answer: another is looked at meanwhile.
          maxConcurrency: 2,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: ['test/long/*.test.ts'], testTimeout: 3_600_000 },
      },
    ],
  },
})
