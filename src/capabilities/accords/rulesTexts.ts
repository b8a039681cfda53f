// The texts of an agreement one after the other: which holds on a day, and whether another may be laid beside the signed one. Pure.

/** A text that both sides have signed. The first one is in force from its own first day. */
export interface AgreedText {
  readonly number: number;
  readonly takesOver: string;
}
/** A text holds from its day on, or from the later signature: what was signed in June for a text from January is known in June. */
export const takesOver = (text: { readonly fromDay: string; readonly originSigned: string; readonly hostSigned: string }): string =>
  [text.fromDay, text.originSigned, text.hostSigned].sort().at(-1)!;
/** The text in force on a day: of those that have taken over the last, of one day the newer. Undefined: still the first. */
export const textOn = <T extends AgreedText>(texts: readonly T[], day: string): T | undefined =>
  texts
    .filter((t) => t.takesOver <= day)
    .sort((a, b) => (a.takesOver < b.takesOver ? -1 : a.takesOver > b.takesOver ? 1 : a.number - b.number))
    .at(-1);

export interface Span {
  readonly validFrom: string;
  readonly validTo: string;
}
/**
 * The days from which a new text may hold: within its own period, while the one it replaces holds, and not before that one took over (an earlier text never
 * displaces a later one). Undefined where there is no such day.
 */
export const daysOfNewText = (
  text: Span,
  signed: Span & { /** Null: the first text. */ readonly takesOver: string | null },
): { readonly from: string; readonly to: string } | undefined => {
  // of the first text the new one may correct the first day too
  const from = signed.takesOver === null || signed.takesOver < text.validFrom ? text.validFrom : signed.takesOver;
  const [to] = [text.validTo, signed.validTo].sort() as [string, string];
  return from <= to ? { from, to } : undefined;
};
