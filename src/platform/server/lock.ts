import { closeSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartRefused } from './store.ts';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Linux tells when a process began: a recycled pid is not the process that wrote the lock. Empty where it is not known. */
const born = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

/**
 * Takes the one lock on a data directory, beside it and not inside. Refuses while the process that holds it lives; a lock left by a killed
 * process is taken over. Returns the release.
 */
export const takeLock = (path: string): (() => void) => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, `${process.pid} ${born(process.pid)}`);
      closeSync(file);
      return () => unlinkSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const content = readFileSync(path, 'utf8');
      const [pid = '0', since = ''] = content.split(' ');
      const holder = Number(pid);
      const held = holder > 0 && alive(holder) && (since === '' || born(holder) === since);
      if (held || attempt > 3)
        throw new StartRefused(
          `这个数据目录正被进程 ${holder} 使用（锁：${path}）。先停下它，或者换一个 WENGANG_DATA。\n` +
            `This data directory is in use by process ${holder} (lock: ${path}). Stop it first, or choose another WENGANG_DATA.`,
        );
      // Two processes may judge the same stale lock at once: move it aside first, and look whether it is still the one that was judged.
      const aside = `${path}.${process.pid}`;
      try {
        renameSync(path, aside);
        if (readFileSync(aside, 'utf8') !== content) renameSync(aside, path);
        else unlinkSync(aside);
      } catch (gone) {
        if ((gone as NodeJS.ErrnoException).code !== 'ENOENT') throw gone;
      }
    }
  }
};
