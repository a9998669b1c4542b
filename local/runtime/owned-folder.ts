import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The local cloud that uses a data folder. */
interface Owner {
  readonly pid: number;
  /** Where it answers. */
  readonly url: string;
}

export interface OwnedFolder {
  /** Gives the folder back. */
  leave(): void;
}

const ownerFile = (folder: string) => path.join(folder, 'in-use.json');
/** A busy machine answers late; one that answers nothing in this many milliseconds is no local cloud. */
const patience = 3_000;

/** Refuses when another local cloud uses the folder, and says which and what to do instead. */
export async function refuseIfInUse(folder: string): Promise<void> {
  const owner = readOwner(folder);
  if (owner && isAlive(owner.pid) && (await answers(owner.url))) throw inUse(folder, owner);
}

/** Notes in the folder that this process uses it. */
export function own(folder: string, url: string): OwnedFolder {
  mkdirSync(folder, { recursive: true });
  writeFileSync(ownerFile(folder), JSON.stringify({ pid: process.pid, url } satisfies Owner));
  return {
    leave() {
      if (readOwner(folder)?.pid === process.pid) rmSync(ownerFile(folder), { force: true });
    },
  };
}

/** The error of a folder that is in use, by whom is told where it is known. */
export function inUse(folder: string, owner = readOwner(folder)): Error {
  const by = owner ? `process ${owner.pid}, which answers at ${owner.url}/_local/` : 'another process';
  return new Error(
    `The folder ${path.resolve(folder)} is in use by ${by}.\n` +
      'Use that one, or end it. For another one beside it: npm start -- --port 0 --ephemeral, or --data FOLDER to keep its state.',
  );
}

function readOwner(folder: string): Owner | undefined {
  if (!existsSync(ownerFile(folder))) return undefined;
  try {
    return JSON.parse(readFileSync(ownerFile(folder), 'utf8'));
  } catch {
    // Its process died while it wrote.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/_local/clock`, { signal: AbortSignal.timeout(patience) }).then(
    () => true,
    () => false,
  );
}
