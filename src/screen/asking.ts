// Asks for the figures every few minutes, all night: one timer, one question at a time; without an answer the last one stays and is told as such.
import type { ScreenData } from '#capabilities/indicators/contractScreens.ts';
import type { Text } from '#standards/text.ts';

export type Shown =
  | { readonly is: 'waiting' }
  | { readonly is: 'live'; readonly data: ScreenData }
  /** The last answer; asked again at `next` (milliseconds of the clock). */
  | { readonly is: 'lost'; readonly data: ScreenData | null; readonly next: number }
  /** Asked and not answered in time: the server is there and still counts. The last answer stays. */
  | { readonly is: 'counting'; readonly data: ScreenData | null; readonly next: number }
  /** The token counts no more: why. Nothing is shown and nothing asked. */
  | { readonly is: 'ended'; readonly text: Text };

export interface World {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Sums alone are kept here, nobody's data: a reload without a network shows them again. */
  readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly now: () => number;
  readonly later: (work: () => void, ms: number) => () => void;
}
/** ○ A figure is computed anew every ten minutes at most: asking more often tells nothing new. */
export const EVERY_MS = 5 * 60_000;
const [FIRST_MS, MOST_MS] = [5000, 5 * 60_000];
/** ○ So long a question may take; then it is put again, for a proxy may have forgotten it. */
const PATIENCE_MS = 110_000;
/** 5, 10, 20, 40 … seconds, five minutes at most. */
export const pauseAfter = (failures: number): number => Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));

/** Under which name the last answer is kept: tells tokens apart and gives none away. */
export const keyOf = (token: string): string => {
  let h = 0x811c9dc5;
  for (const c of token) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
  return `wengang.screen.${h.toString(36)}`;
};
const EXPIRED: Text = {
  zh: '这个大屏的链接已到期。请到工作台“大屏”页开一个新的',
  en: 'The link of this screen has expired. Set up a new one on the page “Big screens”',
};
const NO_TOKEN: Text = {
  zh: '这个大屏链接不完整：# 后面应有一串字符。请到工作台“大屏”页重新复制链接',
  en: 'This link is not complete: a row of letters stands behind the #. Copy it again from the page “Big screens”',
};

/** Begins; what it returns ends it, timer and question with it. */
export const keepAsking = (token: string, world: World, show: (shown: Shown) => void): (() => void) => {
  const key = keyOf(token);
  let last: ScreenData | null = null;
  let failures = 0;
  let cancel: (() => void) | undefined;
  let asking: AbortController | undefined;
  let over = false;
  const wait = (ms: number) => {
    cancel?.();
    cancel = world.later(ask, ms);
  };
  const end = (text: Text) => {
    over = true;
    last = null;
    world.store.removeItem(key);
    show({ is: 'ended', text });
  };
  const unanswered = (is: 'lost' | 'counting') => {
    // without an answer nobody else says that its day has passed
    if (last && Date.parse(last.expires) <= world.now()) return end(EXPIRED);
    // whoever waited for its patience to end has paused long enough
    const ms = is === 'lost' ? pauseAfter(++failures) : FIRST_MS;
    show({ is, data: last, next: world.now() + ms });
    wait(ms);
  };
  const ask = () => {
    if (over || asking) return;
    const question = new AbortController();
    asking = question;
    let outwaited = false;
    const patience = world.later(() => {
      outwaited = true;
      question.abort();
    }, PATIENCE_MS);
    const answer = async () => {
      const reply = await world.fetch('/api/screen', {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        credentials: 'omit',
        cache: 'no-store',
        signal: question.signal,
      });
      const body: unknown = await reply.json();
      if (reply.ok) return { data: body as ScreenData };
      const { code, text } = body as { code?: string; text?: Text };
      // a refusal of the token is an answer; all else is silence and passes
      return code?.startsWith('indicators.screen') && text ? { refused: text } : {};
    };
    answer()
      .catch((): { data?: ScreenData; refused?: Text } => ({}))
      .then((told) => {
        patience();
        asking = undefined;
        if (over) return;
        if ('refused' in told && told.refused) return end(told.refused);
        if (!('data' in told) || !told.data) return unanswered(outwaited ? 'counting' : 'lost');
        failures = 0;
        last = told.data;
        keep(world, key, told.data);
        show({ is: 'live', data: told.data });
        wait(EVERY_MS);
      });
  };
  if (!token) {
    show({ is: 'ended', text: NO_TOKEN });
    return () => undefined;
  }
  last = kept(world, key);
  // what was known before the reload stands there until the answer comes; its instant is told beside it
  if (last && Date.parse(last.expires) <= world.now()) last = null;
  if (last) show({ is: 'live', data: last });
  ask();
  return () => {
    over = true;
    cancel?.();
    asking?.abort();
  };
};

const keep = ({ store }: World, key: string, data: ScreenData): void => {
  try {
    store.setItem(key, JSON.stringify(data));
  } catch {
    // a browser that keeps nothing shows it as long as it runs
  }
};
const kept = ({ store }: World, key: string): ScreenData | null => {
  try {
    const text = store.getItem(key);
    const data = text ? (JSON.parse(text) as ScreenData) : null;
    // of an older program: what it lacks would break the screen
    return data &&
      Array.isArray(data.figures) &&
      Array.isArray(data.flows) &&
      Array.isArray(data.places) &&
      data.retention &&
      data.programmes
      ? data
      : null;
  } catch {
    return null;
  }
};
