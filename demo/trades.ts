import { weighted } from './random.ts';
import type { Sex } from './shapes.ts';
import type { Spell } from './shapesWork.ts';

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

/** 四项工程 that train for a trade: kitchens, shop floors and garages, homes and care, building and joinery. The other trades belong to none. */
const PROJECT: Readonly<Record<string, Spell['programme']>> = Object.fromEntries(
  (
    [
      ['cook', '4-03-02-01 4-03-02-02'],
      ['technician', '6-25-04-07 6-18-02-04 4-12-01-01 6-05-04-01 6-05-01-03'],
      ['homeService', '4-10-01-06 4-10-01-05 4-10-01-01 4-09-08-01 4-14-01-02'],
      ['artisan', '6-29-01-01 6-29-01-04 6-06-03-01'],
    ] as const
  ).flatMap(([project, trades]) => trades.split(' ').map((code) => [code, project])),
);
/** Trades that 南粤家政 trains for. */
export const HOME_SERVICE = Object.keys(PROJECT).filter((code) => PROJECT[code] === 'homeService');

/** Of a hundred spells so assisted, how many came of the project of their trade. */
const OF_HUNDRED: Readonly<Record<Spell['assistedKind'], number>> = {
  '': 0,
  programme: 100,
  class: 80,
  order: 60,
  station: 25,
  trip: 20,
  agency: 15,
  publicPlacement: 0,
};
/** `part` tells spells apart, so that nothing is drawn for it and the rest of the world stays as it is. */
export const projectOf = (trade: string, assisted: Spell['assistedKind'], part: number): Spell['programme'] =>
  part % 100 < OF_HUNDRED[assisted] ? (PROJECT[trade] ?? '') : '';
