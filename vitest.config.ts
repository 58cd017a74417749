import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, longest first: started late, it would run on alone while the other core has nothing left to do. */
const LONGEST = [
  'test/journeys/pages.test.ts',
  'test/matrix.test.ts',
  'test/faults/acknowledged.test.ts',
  'test/journeys/star.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONGEST.findIndex((path) => moduleId.endsWith(path))
    const known = LONGEST.flatMap((_, at) => files.filter((file) => rank(file) === at))
    return [...known, ...(await super.sort(files.filter((file) => rank(file) < 0)))]
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/cluster.ts'],
    setupFiles: ['test/support/cheap-passwords.ts'],
    // Files follow each other in two processes: to load the product anew for each of them takes a seventh of all time.
    // What a file opens it closes, and what the product keeps in memory is named by ids that no two databases share.
    isolate: false,
    // Two cores: one for the tests' own work, one for PostgreSQL. More workers only make each other wait.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
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
          maxConcurrency: 3,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: ['test/long/*.test.ts'], testTimeout: 3_600_000 },
      },
    ],
  },
})
