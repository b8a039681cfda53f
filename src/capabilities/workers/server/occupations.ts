import { occupations } from '#standards/occupations/occupations.ts';

const names = new Map(occupations.flatMap((o) => (o.code ? [[o.code, o.name.zh] as const] : [])));
/** The name of an occupation of the 2022 classification; the code itself where our table has none. */
export const occupationName = (code: string): string => names.get(code) ?? code;
