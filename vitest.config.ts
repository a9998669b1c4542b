import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes, by its folder, the longest first: begun last, it would run alone at the end. */
const slow = ['simulation', 'cases', 'e2e', 'upgrade', 'load', 'browser', 'local'];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = slow.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
  return rank === -1 ? slow.length : rank;
};

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 240_000,
    hookTimeout: 180_000,
    // What is polled for may take long on a machine with other work; it costs nothing where it comes at once.
    expect: { poll: { timeout: 20_000 } },
    // A file that waits for a local cloud leaves its processor to another.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
  },
});
