// A page looked through: by axe, for its width, for what its console says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from './browser.ts';

// axe itself, not its builder for this browser: that one hands a page the source twice for each look, which takes longer than the look
const AXE = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: string[]; html: string; failureSummary?: string }[] }[] }>;
}

/** What axe finds, a line each. Our pages have no frames of other origins; passes are not described element by element. */
const byAxe = async (page: Page): Promise<readonly string[]> => {
  const look = () =>
    page.evaluate(async (tags) => {
      const { axe } = window as unknown as { axe?: Axe };
      if (!axe) return undefined;
      const { violations } = await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: tags } });
      return violations.flatMap((v) =>
        v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} | ${n.html.slice(0, 160)} | ${n.failureSummary?.slice(0, 200)}`),
      );
    }, TAGS);
  const found = await look();
  if (found) return found;
  await page.evaluate(AXE);
  return (await look())!;
};

/**
 * Nothing moves any more: for an eighth of a second nothing in the page has changed and nothing fades. Menus and dialogs begin to move a moment after
 * they are there, and what fades is measured at colours nobody ends up reading. What never comes to rest (a clock) is not waited for.
 */
export const still = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const started = performance.now();
        let changed = started;
        const observer = new MutationObserver(() => {
          changed = performance.now();
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const moves = () =>
          document.getAnimations().some((a) => a.playState === 'running' && a.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
        const again = () => {
          const now = performance.now();
          if (moves()) changed = now;
          if (now - changed < 125 && now - started < 15_000) return void setTimeout(again, 25);
          observer.disconnect();
          resolve();
        };
        again();
      }),
  );

/** axe finds nothing (WCAG 2.0–2.2 A and AA, best practice); the page does not scroll sideways; the console is silent. Of a page that is still. */
export const lookThrough = async ({ page, errors }: Visitor, name: string): Promise<void> => {
  expect(await byAxe(page), `axe on ${name}`).toEqual([]);
  const sideways = await page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body;
    return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth);
  });
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect(errors, `console of ${name}`).toEqual([]);
};

/** The same, once the page is still. */
export const expectGood = async (v: Visitor, name: string): Promise<void> => {
  await still(v.page);
  await lookThrough(v, name);
};
