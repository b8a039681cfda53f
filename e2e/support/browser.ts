// The browser of the run, and who looks through it: each visitor with a session, a size and a language of their own.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const BROWSER =
  process.env.WENGANG_TEST_BROWSER ||
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'].find((p) => existsSync(p));

/**
 * What the browser does without. The address bar is a page of its own in each window, though nobody sees it: with it a visitor costs twice as much. The
 * others are those that Playwright leaves out; the browser hears only the last list it is given.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(BROWSER ? { executablePath: BROWSER } : {}),
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
      `--disable-features=${WITHOUT.join()}`,
    ],
  });

let running: Promise<Browser> | undefined;
/** One for all files of the process; another where it has died. It ends with the process. */
const browser = async (): Promise<Browser> => {
  running ??= launch();
  if (!(await running).isConnected()) running = launch();
  return running;
};

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
export type Size = typeof DESKTOP;
export type Language = 'zh-CN' | 'en-US';

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors the page wrote to its console, script errors, refusals of the content security policy. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** The visitors of one server. */
export interface Visitors {
  welcome(size: Size, lang: Language): Promise<Visitor>;
  /** Nobody is left, also of a test that failed. */
  leave(): Promise<void>;
}

/** Cookies, and what pages keep for themselves: all that is somebody's. What stays is what the server calls unchangeable, fetched and compiled. */
const forget = async (context: BrowserContext, page: Page): Promise<void> => {
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(page.url()).origin,
    storageTypes: 'cookies,local_storage,indexeddb,cache_storage,service_workers,file_systems',
  });
  await context.clearCookies();
};

export const visitorsOf = (url: string): Visitors => {
  const all = new Set<BrowserContext>();
  const free = new Map<string, BrowserContext[]>();
  const newContext = async (size: Size, lang: Language): Promise<BrowserContext> => {
    const context = await (await browser()).newContext({
      viewport: size,
      locale: lang,
      baseURL: url,
      reducedMotion: 'reduce',
      deviceScaleFactor: size.width < 600 ? 2 : 1,
    });
    all.add(context);
    if (lang === 'en-US')
      await context.addInitScript("localStorage.setItem('wengang.lang', 'en'); localStorage.setItem('wengang.lang.chosen', '1')");
    // the browser's own half a minute is for a machine that does nothing else
    context.setDefaultTimeout(60_000);
    return context;
  };
  return {
    async welcome(size, lang) {
      const kind = `${size.width} ${size.height} ${lang}`;
      // of one who has left: the pages need not be fetched and compiled again
      const context = free.get(kind)?.pop() ?? (await newContext(size, lang));
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', (m) => {
        // the browser itself reports every 4xx answer; pages handle those
        if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) errors.push(m.text());
      });
      page.on('pageerror', (e) => errors.push(String(e)));
      return {
        page,
        context,
        errors,
        async close() {
          if (page.url() === 'about:blank') await context.clearCookies();
          else await forget(context, page);
          for (const open of context.pages()) await open.close();
          free.set(kind, [...(free.get(kind) ?? []), context]);
        },
      };
    },
    async leave() {
      for (const context of all) await context.close();
    },
  };
};
