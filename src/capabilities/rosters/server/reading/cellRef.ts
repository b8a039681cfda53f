import type { Area } from '../../rulesBook.ts';

/** Column of a reference such as BC12, 0-based; -1 where there is none. */
export const columnOf = (ref: string): number => {
  let column = 0;
  for (let i = 0; i < ref.length; i++) {
    const c = ref.charCodeAt(i) & ~32;
    if (c < 65 || c > 90) break;
    column = column * 26 + (c - 64);
    if (column > 16_384) return -1;
  }
  return column - 1;
};

/** Area of a reference such as A1:C2; a reference to one cell is an area of one. */
export const areaOf = (ref: string): Area | undefined => {
  const m = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(ref.trim());
  if (!m) return undefined;
  const [left, top] = [columnOf(m[1]!), Number(m[2]) - 1];
  return { top, left, bottom: m[4] ? Number(m[4]) - 1 : top, right: m[3] ? columnOf(m[3]) : left };
};
