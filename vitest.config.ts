import { defineConfig } from 'vitest/config';

const projects = [
  {
    name: 'unit',
    include: ['{packages,services,infra}/**/*.test.ts'],
    exclude: ['**/*.int.test.ts', '**/*.e2e.test.ts'],
  },
  { name: 'int', include: ['{packages,services,infra}/**/*.int.test.ts'], exclude: [] as string[] },
  { name: 'e2e', include: ['{packages,services}/**/*.e2e.test.ts'], exclude: [] as string[] },
];

export default defineConfig({
  test: {
    projects: projects.map(({ name, include, exclude }) => ({
      test: {
        name,
        include,
        exclude: ['**/node_modules/**', ...exclude],
        testTimeout: name === 'unit' ? 5_000 : 60_000,
        hookTimeout: name === 'unit' ? 5_000 : 120_000,
        // kafkajs makes timers of negative length
        execArgv: ['--disable-warning=TimeoutNegativeWarning'],
        ...(name === 'unit' ? {} : { globalSetup: ['packages/testing/src/global-setup.ts'] }),
      },
    })),
    maxWorkers: 2,
  },
});
