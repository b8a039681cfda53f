// A page as a test meets it: settled, looked through, and the server asked as the page asks it.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectGood, shot, type Visitor } from './world.ts';

/** Nothing on the page is loading any more. */
export const settled = async ({ page }: Visitor): Promise<void> => {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'), undefined, { timeout: 30_000 });
};

/** The whole page, once it stands: one heading, axe, no sideways scroll, a silent console; a picture where one is wanted. */
export const good = async (v: Visitor, name: string): Promise<void> => {
  await v.page.locator('h1').first().waitFor();
  await settled(v);
  await v.page.mouse.move(0, 0);
  // menus and dialogs fade
  await v.page.waitForTimeout(300);
  expect(await v.page.locator('h1').count(), `one h1 on ${name}`).toBe(1);
  await shot(v.page, name);
  await expectGood(v, name);
};

/** Asks the server as the page does, with its session. */
export const send = async <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> =>
  page.evaluate(
    async ([m, p, b]) => {
      const reply = await fetch(`/api${p}`, {
        method: m as string,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        ...(b === undefined ? {} : { body: JSON.stringify(b) }),
      });
      const told = await reply.json();
      if (!reply.ok) throw new Error(JSON.stringify(told));
      return told;
    },
    [method, path, body] as const,
  ) as Promise<T>;
