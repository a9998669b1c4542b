import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 240_000,
    hookTimeout: 180_000,
    // What is polled for may take long on a machine with other work; it costs nothing where it comes at once.
    expect: { poll: { timeout: 20_000 } },
    // A file that waits for a local cloud leaves its processor to another.
    maxWorkers: '100%',
  },
});
