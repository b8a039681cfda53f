// How a row of a list of organisations or posts is told something.
import type { Finding } from '#capabilities/rosters/rules.ts';

/** `advice`: zh and en. */
export const tell = (
  rule: string,
  severity: Finding['severity'],
  field: string,
  zh: string,
  en: string,
  advice?: readonly [string, string],
): Finding => ({
  rule,
  severity,
  fields: [field],
  text: { zh, en },
  ...(advice ? { advice: { zh: advice[0], en: advice[1] } } : {}),
});
