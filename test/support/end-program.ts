import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Asks a program to end and waits until it has, so that it writes nothing any more into a folder that is taken away next. */
export async function endProgram(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill();
  await ended;
}
