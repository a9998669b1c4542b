import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What uses a local cloud, which is kept for the next file; the longest first. */
const clouds = ['cases', 'e2e', 'upgrade', 'browser'];
/** What else takes long, by its folder: begun last, it would run alone at the end. */
const slow = ['simulation', 'load', 'store', 'local', 'api/bad-input', 'infra', 'security'];

/** Files of one project one after the other, or nothing would be left to share. */
const projects = ['clouds', 'alone', 'shared'];
const rankOf = ({ moduleId, project }: TestSpecification): number => {
  const rank = [...clouds, ...slow].findIndex((folder) => moduleId.includes(`/test/${folder}/`));
  return projects.indexOf(project.name) * 100 + (rank === -1 ? 99 : rank);
};

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

const testsIn = (folders: readonly string[]) => folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);
/** What keeps nothing from one file to the next: these share their modules, which would else be loaded again for each file. */
const shared =
  'actions api bin callbacks channels chat cost docs domain edge infra integrations local platform render reply security sign-in statemachines usecases web'.split(
    ' ',
  );

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'clouds', include: testsIn(clouds), isolate: false, env: { KEEP_LOCAL_CLOUDS: '1' } },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...testsIn([...clouds, ...shared])],
        },
      },
      { extends: true, test: { name: 'shared', include: testsIn(shared), isolate: false } },
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
