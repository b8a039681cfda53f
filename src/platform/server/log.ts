import type { Services } from './services.ts';

/** One line of the log. Nothing here identifies a person: no address beyond its network, no query, no body, no value. */
export type LogEntry = { readonly level: 'info' | 'error'; readonly event: string } & Readonly<Record<string, unknown>>;
export type Log = (entry: LogEntry) => void;

/** JSON lines on standard output. */
export const lineLog =
  (write: (line: string) => void = (line) => void process.stdout.write(line)): Log =>
  ({ level, event, ...rest }) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...rest })}\n`);

/** A.B.C.0/24 or the first 48 bits: enough to see an attack, not enough to name a household. */
export const networkOf = (ip: string): string => {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(ip);
  if (v4) return `${v4[1]}.0/24`;
  const [head = '', tail] = ip.split('::');
  const groups = head ? head.split(':') : [];
  if (tail !== undefined) {
    const last = tail ? tail.split(':') : [];
    while (groups.length + last.length < 8) groups.push('0');
    groups.push(...last);
  }
  return groups.length === 8 ? `${groups.slice(0, 3).join(':')}::/48` : '';
};

/** What a message may quote of a value: text in quotation marks, long numbers, Chinese. */
const scrub = (message: string): string =>
  message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/g, '"…"')
    .replace(/[0-9Xx*-]*\d{4,}[0-9Xx*-]*/g, '#')
    .replace(/[\u2e80-\u9fff\u{20000}-\u{3ffff}·]+/gu, '…')
    .slice(0, 300);

/** Kind, scrubbed message and stack frames. The database's `detail` quotes the values of the row, and its message the bad value: only its code is kept. */
export const safeError = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, table, constraint } = error as { code?: unknown; table?: string; constraint?: string };
  const frames = (error.stack ?? '').split('\n').filter((l) => /^\s+at\s/.test(l));
  return {
    type: error.name,
    // five characters: an error of PostgreSQL
    message: typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? '' : scrub(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(table ? { table } : {}),
    ...(constraint ? { constraint } : {}),
    frames: frames.slice(0, 12).map((l) => l.trim()),
    ...(error.cause ? { cause: safeError(error.cause) } : {}),
  };
};

/** A fault of ours: logged without values, and told to the test that runs. */
export const report = (services: Services, error: unknown, context: Readonly<Record<string, unknown>> = {}): void => {
  services.log?.({ level: 'error', event: 'unexpected', ...context, error: safeError(error) });
  services.onUnexpected?.(error);
};
