import { execFile, execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('rust-client/', import.meta.url));

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A linker comes with no toolchain of Rust. */
export const canBuildRust = isInstalled('cargo') && isInstalled('cc');

/** Built once for each machine: the crates that ilert's stands on take two minutes of a processor. */
const target = path.join(tmpdir(), 'tocsin-rust-client');
const options = { cwd: folder, env: { ...process.env, CARGO_TARGET_DIR: target } };

/** Builds the program; undefined where its crates cannot be had. */
export async function buildRustClient(): Promise<string | undefined> {
  const isThere = await run('cargo', ['fetch', '--locked', '--quiet'], options).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  await run('cargo', ['build', '--locked', '--quiet'], options);
  return path.join(target, 'debug', 'rust-client');
}

/** What the crate understood of the answer to each request, in order. */
export interface Understood {
  readonly step: string;
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as they please
  readonly body: any;
}

export async function runRustClient(program: string, url: string, key: string): Promise<Understood[]> {
  const { stdout } = await run(program, [url], { env: { ...process.env, ILERT_API_TOKEN: key } });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
