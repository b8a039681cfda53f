import { number } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';

/** Exact to 10,000. */
export const counted = (n: number | null): Text =>
  n === null ? { zh: '超过 10,000', en: 'more than 10,000' } : { zh: number(n), en: number(n) };
