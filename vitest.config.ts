import { configDefaults, defineConfig } from 'vitest/config';
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

/** What keeps nothing from one file to the next: these share their modules, which would else be loaded again for each file. */
const shared =
  'actions api callbacks channels chat docs domain edge integrations platform render reply security sign-in statemachines usecases web'
    .split(' ')
    .map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.{ts,tsx}'], exclude: [...configDefaults.exclude, ...shared] },
      },
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
    ],
    testTimeout: 240_000,
    hookTimeout: 180_000,
    // What is polled for may take long on a machine with other work; it costs nothing where it comes at once.
    expect: { poll: { timeout: 20_000 } },
    // A file that waits for a local cloud leaves its processor to another.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
  },
});
