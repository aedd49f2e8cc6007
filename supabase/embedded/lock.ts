import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartRefusal } from './messages.ts';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process, but alive
  }
}

/** The process that holds the database directory, or null. A lock left behind by a process that is gone does not count. */
export function holderOf(directory: string): number | null {
  try {
    const pid = Number(readFileSync(`${directory}.lock`, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && isRunning(pid) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Takes the database directory for this process: PGlite has no protection of its own, and two servers on one directory destroy it.
 * @returns a function that gives it back.
 * @throws StartRefusal when another process has it.
 */
export function lockDirectory(directory: string): () => void {
  const file = `${directory}.lock`;
  const holder = holderOf(directory);
  if (holder !== null) {
    throw new StartRefusal(
      `The embedded database is already in use by process ${String(holder)}: use that server, or stop it (Ctrl-C) and start again.`,
    );
  }
  rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => {
    rmSync(file, { force: true });
  };
}
