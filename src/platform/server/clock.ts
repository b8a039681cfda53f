/** Business days and real instants. Sessions, audit and locks use `now`; everything about persons uses `today`. */
export interface Clock {
  now(): Date;
  /** The business day in Asia/Shanghai, or the installation's demonstration day. */
  today(): string;
  readonly demonstrationDay: string | null;
}

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

export const systemClock = (demonstrationDay: string | null = null, now: () => Date = () => new Date()): Clock => ({
  now,
  demonstrationDay,
  today: () => demonstrationDay ?? shanghai.format(now()),
});
