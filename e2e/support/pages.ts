// A page as a test meets it: settled, looked through, and the server asked as the page asks it.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { lookThrough, still } from './look.ts';
import { shot, type Visitor } from './world.ts';

/** Nothing on the page is loading any more. */
export const settled = async ({ page }: Visitor): Promise<void> => {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'), undefined, { timeout: 30_000 });
};

/** The whole page, once it stands: one heading, axe, no sideways scroll, a silent console; a picture where one is wanted. */
export const good = async (v: Visitor, name: string): Promise<void> => {
  await v.page.locator('h1').first().waitFor();
  await settled(v);
  await v.page.mouse.move(0, 0);
  await still(v.page);
  expect(await v.page.locator('h1').count(), `one h1 on ${name}`).toBe(1);
  await shot(v.page, name);
  await lookThrough(v, name);
};

/** Asks the server with the session of a page, whether it shows anything yet or not. */
export const send = async <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> => {
  const reply = await page.context().request.fetch(`/api${path}`, {
    method,
    headers: { 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { data: body }),
  });
  if (!reply.ok()) throw new Error(await reply.text());
  return (await reply.json()) as T;
};
