import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the local cloud itself remembers between two runs. */
export interface SavedState {
  /** How far virtual time is ahead of the machine's, in milliseconds. */
  readonly clockOffset: number;
  /** Whether the custom resources have been created. */
  readonly deployed: boolean;
}

export interface StateFile {
  read(): SavedState;
  write(state: Partial<SavedState>): void;
}

const fresh: SavedState = { clockOffset: 0, deployed: false };

/** Keeps the state in a file of the data directory; without a directory, in memory. */
export function keepState(dataDir: string | undefined): StateFile {
  if (dataDir === undefined) {
    let state = fresh;
    return {
      read: () => state,
      write(changes) {
        state = { ...state, ...changes };
      },
    };
  }
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'local-cloud.json');
  const read = (): SavedState => (existsSync(file) ? { ...fresh, ...JSON.parse(readFileSync(file, 'utf8')) } : fresh);
  return {
    read,
    write(changes) {
      const unfinished = `${file}.new`;
      writeFileSync(unfinished, JSON.stringify({ ...read(), ...changes }));
      renameSync(unfinished, file);
    },
  };
}
