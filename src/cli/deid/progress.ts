/** One line a second: how far, how fast, how long still. */
export type Progress = { done(bytes: number): void; end(): void };

const EVERY_MS = 1000;

export function createProgress(files: number, write: (text: string) => void, now: () => number): Progress {
  const started = now();
  let last = started;
  let count = 0;
  let total = 0;
  return {
    done(bytes) {
      count++;
      total += bytes;
      const at = now();
      if (at - last < EVERY_MS) return;
      last = at;
      const seconds = (at - started) / 1000;
      const left = (seconds / count) * (files - count);
      write(`${count}/${files} files, ${(total / 1e6 / seconds).toFixed(0)} MB/s, ${clock(left)} left\n`);
    },
    end() {
      const seconds = Math.max(0.001, (now() - started) / 1000);
      write(
        `${count}/${files} files, ${(total / 1e6).toFixed(1)} MB in ${clock(seconds)}, ${(total / 1e6 / seconds).toFixed(0)} MB/s\n`,
      );
    },
  };
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
