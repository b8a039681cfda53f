// The accounts of the demonstration, shown on its sign-in page. Empty in every other installation.
import { z } from 'zod';
import { endpoint, TextOut } from '#platform/contract.ts';

export const listDemoAccounts = endpoint({
  id: 'access.listDemoAccounts',
  method: 'GET',
  path: '/demo-accounts',
  can: 'public',
  summary: { zh: '演示账号（只在演示环境有）', en: 'Demonstration accounts (none elsewhere)' },
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ login: z.string(), text: TextOut })),
    password: z.string(),
    /** The account that shows the second step, with its secret. */
    totp: z.object({ login: z.string(), secret: z.string() }).nullable(),
  }),
});
