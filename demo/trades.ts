import { weighted } from './random.ts';
import type { Sex } from './shapes.ts';

/** What people of these villages do, men and women (#standards/occupations); weights are ours. */
const MEN = weighted(
  '6-29-01-01:6 6-29-01-04:5 6-25-04-07:6 4-02-02-02:6 4-02-05-01:8 4-02-06-01:4 4-03-02-01:9 4-07-05-01:7 4-12-01-01:5 4-02-07-08:5 6-18-02-04:6 6-05-04-01:4 4-10-08-01:4 6-06-03-01:3'
    .split(' ')
    .map((e) => e.split(':') as [string, string])
    .map(([code, w]) => [code, Number(w)] as const),
);
const WOMEN = weighted(
  '6-05-01-03:14 6-25-04-07:7 6-05-04-01:6 4-03-02-05:10 4-10-01-06:12 4-10-01-05:6 4-09-08-01:7 4-01-02-03:5 4-03-02-02:4 4-10-01-01:5 4-10-03-01:2 4-03-01-02:4 4-14-01-02:2'
    .split(' ')
    .map((e) => e.split(':') as [string, string])
    .map(([code, w]) => [code, Number(w)] as const),
);
export const tradesOf = (sex: Sex) => (sex === '1' ? MEN : WOMEN);
