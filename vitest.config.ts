import { defineConfig } from 'vitest/config';

const tests = process.env.WENGANG_TESTS?.split(',');
const want = (name: string) => !tests || tests.includes(name);

/**
 * Live tests that say nothing more on the embedded database where the same run has them on a server: what they try lies above the store (rights, pages of
 * answers, jobs killed and started), and `integration`, which runs on both, asks the same statements. Without a server they run on the embedded one.
 */
const onceBesideServer = process.env.WENGANG_TEST_SERVER_TOO === '1' && !process.env.WENGANG_TEST_DATABASE_URL;
const ONCE = [
  'src/capabilities/access/access.matrix.live.test.ts',
  'src/capabilities/employment/employment.importRaces.live.test.ts',
  'src/capabilities/employment/employment.rounds.live.test.ts',
  'src/capabilities/indicators/indicators.{api,attack,completion,difference,freezeKill,reportKill,reports}.live.test.ts',
  'src/capabilities/rosters/rosters.{batches,sweep}.live.test.ts',
  'src/capabilities/workers/workers.{desk,export,lists,races,sweep}.live.test.ts',
  'src/platform/server/rotation.live.test.ts',
];

/**
 * Five kinds of test, told apart by file name (see CONTRIBUTING.md). One worker, shared modules: one database start for all files. Times are bounds for a
 * machine that other lanes keep busy.
 */
export default defineConfig({
  test: {
    globalSetup: ['src/platform/testing/globalSetup.ts'],
    // the same order in every run, by size; not by what the run before took
    cache: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: want('unit')
            ? [
                'src/**/*.unit.test.ts',
                'src/standards/**/*.test.ts',
                'src/**/rules.test.ts',
                'tools/**/*.test.ts',
                'demo/**/*.test.ts',
                'kits/**/*.test.ts',
              ]
            : [],
          pool: 'threads',
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: want('integration') ? ['src/**/*.test.ts'] : [],
          exclude: ['src/**/*.unit.test.ts', 'src/standards/**', 'src/**/rules.test.ts', 'src/**/*.live.test.ts'],
          pool: 'forks',
          isolate: false,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'live',
          include: want('live') ? ['src/**/*.live.test.ts'] : [],
          exclude: onceBesideServer ? ONCE : [],
          pool: 'forks',
          isolate: true,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'web',
          include: want('web') ? ['src/**/*.test.tsx'] : [],
          environment: 'jsdom',
          pool: 'threads',
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: want('e2e') ? ['e2e/**/*.e2e.ts'] : [],
          pool: 'forks',
          isolate: false,
          fileParallelism: false,
          testTimeout: 400_000,
          hookTimeout: 400_000,
        },
      },
    ],
  },
});
