// Remote lessons 远程课 as decisions: how long one reads at least, what a ping is worth, which lesson comes next, what a quiz comes to. Pure: no IO, no clock, no
// chance of its own. The phone takes none of it along: the server decides.
import type { Text } from '#standards/text.ts';

/**
 * ○ Thresholds of our own, not of any document: slow enough that nobody clicks through, fast enough that a quick reader does not wait. Certainty: example.
 * Characters are Chinese ones; words of other scripts count as two.
 */
export const STUDY = {
  charactersAMinute: 500,
  secondsAPicture: 6,
  leastSeconds: 30,
  /** A page that is looked at says so this often; more than `gapSeconds` between two is not counted as looked at. */
  pingSeconds: 15,
  gapSeconds: 40,
  coolDownMinutes: 10,
} as const;

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly fileId: string; readonly alt: string }
  | { readonly kind: 'video'; readonly url: string; readonly title: string };
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly options: readonly { readonly id: string; readonly text: string; readonly right: boolean }[];
}

/** Seconds one reads these blocks at least, whole. A video is watched elsewhere and adds nothing, since nobody here sees it played. */
export const leastSecondsOf = (blocks: readonly Block[]): number => {
  let characters = 0;
  let pictures = 0;
  for (const b of blocks)
    if (b.kind === 'text') {
      const wide = b.text.match(/[\u2e80-\u9fff\uf900-\ufaff]/g)?.length ?? 0;
      const words = b.text.replace(/[\u2e80-\u9fff\uf900-\ufaff]/g, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      characters += wide + 2 * words;
    } else if (b.kind === 'picture') pictures += 1;
  return Math.max(STUDY.leastSeconds, Math.ceil((characters * 60) / STUDY.charactersAMinute) + pictures * STUDY.secondsAPicture);
};

// The clock ---------------------------------------------------------------------------------------------------------------------------

export interface StudyClock {
  readonly unitId: string;
  readonly token: string;
  /** The token before; its answer may have been lost on the way. */
  readonly before: string | null;
  /** Milliseconds, when it was last looked at. */
  readonly at: number;
}
export interface Ticked {
  readonly is: 'counted' | 'again' | 'elsewhere';
  /** Whole seconds gained. */
  readonly seconds: number;
  /** Where the clock stands afterwards. */
  readonly at: number;
}
/**
 * What a ping is worth: the time since the last one, `gapSeconds` at most, by the server's clock; of the token that was given last, for the lesson that was opened
 * last. Sent twice, recorded and played again, or from a second device it is worth nothing. All that is ever gained lies between the first and the last moment.
 */
export const tick = (clock: StudyClock | null, asked: { readonly unitId: string; readonly token: string }, now: number): Ticked => {
  if (!clock || clock.unitId !== asked.unitId) return { is: 'elsewhere', seconds: 0, at: clock?.at ?? now };
  if (asked.token === clock.before) return { is: 'again', seconds: 0, at: clock.at };
  if (asked.token !== clock.token) return { is: 'elsewhere', seconds: 0, at: clock.at };
  const seconds = Math.max(0, Math.floor((now - clock.at) / 1000));
  // what is left of a second stays for the next ping
  if (seconds <= STUDY.gapSeconds) return { is: 'counted', seconds, at: clock.at + seconds * 1000 };
  return { is: 'counted', seconds: STUDY.gapSeconds, at: now };
};

// One after the other -----------------------------------------------------------------------------------------------------------------

export type UnitStanding = 'done' | 'open' | 'locked';
/** In the order of the timetable: everything before the first that is not done is done, that one is open, the rest is locked. A done one stays done. */
export const standingsOf = (done: readonly boolean[]): readonly UnitStanding[] => {
  const first = done.indexOf(false);
  return done.map((d, i) => (d ? 'done' : i === first ? 'open' : 'locked'));
};

// Quizzes -----------------------------------------------------------------------------------------------------------------------------

/** mulberry32: the same seed, the same order, on every machine. */
const chance = (seed: number): (() => number) => {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
export const shuffled = <T>(list: readonly T[], seed: number): readonly T[] => {
  const random = chance(seed);
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
};
export interface AskedQuestion {
  readonly id: string;
  readonly text: string;
  /** More than one is right. */
  readonly many: boolean;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}
/** As it is shown before it is answered: in another order every try, and without what is right. */
export const asked = (questions: readonly Question[], seed: number): readonly AskedQuestion[] =>
  shuffled(questions, seed).map((q, i) => ({
    id: q.id,
    text: q.text,
    many: q.options.filter((o) => o.right).length > 1,
    options: shuffled(q.options, seed + i + 1).map(({ id, text }) => ({ id, text })),
  }));
export type Answers = Readonly<Record<string, readonly string[]>>;
export interface QuizResult {
  readonly right: number;
  readonly of: number;
  /** Of 100, rounded down: 100 is all of them. */
  readonly mark: number;
  readonly passed: boolean;
}
/** A question is right where exactly its right options were chosen. */
export const judge = (questions: readonly Question[], answers: Answers, passMark: number): QuizResult => {
  const right = questions.filter((q) => {
    const chosen = new Set(answers[q.id] ?? []);
    const wanted = q.options.filter((o) => o.right);
    return chosen.size === wanted.length && wanted.every((o) => chosen.has(o.id));
  }).length;
  const mark = questions.length === 0 ? 100 : Math.floor((right * 100) / questions.length);
  return { right, of: questions.length, mark, passed: mark >= passMark };
};
/** When the next try may begin, milliseconds; null: now. */
export const nextTry = (lastAnswered: number | null, now: number): number | null => {
  if (lastAnswered === null) return null;
  const from = lastAnswered + STUDY.coolDownMinutes * 60_000;
  return now < from ? from : null;
};
export const minutesText = (seconds: number): Text => {
  const m = Math.max(1, Math.ceil(seconds / 60));
  return seconds < 60 ? { zh: `${seconds} 秒`, en: `${seconds} s` } : { zh: `${m} 分钟`, en: `${m} min` };
};
