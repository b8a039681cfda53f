// 文中数字: the article's statements, computed through the same definitions and rights as any other cell, beside what the demonstration should come to.
import type { z } from 'zod';
import { handleFile, type Route } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import { readSetting } from '#platform/server/settings.ts';
import { type Article, readArticle } from '../contractArticle.ts';
import { type Statement, scaledStatements, statements } from '../rulesArticle.ts';
import { awaited, baseOf, external, figureOf } from '../rulesDefinitions.ts';
import { countUnits, unitFigure, unitsWithin } from '../rulesUnits.ts';
import { findExternal } from './external.ts';
import { checkWhere, mayReadAsked, runAsk } from './question.ts';
import { runOf } from './runs.ts';
import { cellsOf } from './table.ts';
import { countRun } from './training/counts.ts';
import { unitsAt } from './units.ts';

/** What the demonstration wrote down of itself; read as it stands, checked here. */
const readDemonstration = async ({ store }: Services): Promise<Article['demonstration']> => {
  const state = await store.transact({ role: 'system', readOnly: true }, (db) => readSetting(db, 'demo.world'));
  if (typeof state !== 'object' || state === null) return null;
  const { scale, shift = 0, only = '', next } = state as Record<string, unknown>;
  if (typeof scale !== 'number' || typeof shift !== 'number' || only !== '') return null;
  return { scale, shift, complete: next === null };
};

type Told = Article['statements'][number];
export const articleRoutes: readonly Route[] = [
  handleFile(
    readArticle,
    async ({ services, actor }): Promise<z.input<(typeof readArticle)['output']>> => {
      const { store } = services;
      const demonstration = await readDemonstration(services);
      const expected = demonstration ? scaledStatements(demonstration.scale, demonstration.shift) : undefined;
      let knownAt: string | null = null;
      const read = async (s: Statement): Promise<Told> => {
        const figure = figureOf(s.figure);
        const later = awaited.find((a) => a.id === s.figure);
        const entered = external.find((e) => e.id === s.figure);
        const told: Told = {
          id: s.id,
          said: s.said,
          figure: s.figure,
          name: (s.units ? unitFigure : (figure ?? later ?? entered)!).name,
          from: s.from,
          to: s.to,
          where: Object.fromEntries(Object.entries(s.where).map(([k, v]) => [k, [...v]])),
          target: s.target,
          units: s.units,
          trained: s.trained,
          expected: (s.units && demonstration ? s.target : expected?.get(s.id)) ?? null,
          value: null,
          withheld: false,
          awaits: later?.awaits ?? null,
          source: null,
        };
        if (entered) {
          const row = await store.transact({ role: 'figures', readOnly: true }, (db) => findExternal(db, entered.id, s.to, knownAt));
          return { ...told, value: row?.value ?? null, source: row ? `${row.source}，${row.asOf}` : null };
        }
        if (!figure && !s.units) return told;
        if (!(await mayReadAsked(services, actor, s.where, s.to))) return { ...told, withheld: true };
        // a day to come is nobody's yet
        if (s.to > services.clock.today()) return told;
        if (s.units || !figure) return { ...told, value: await countOf(s) };
        const run = await runOf(store, baseOf(figure).base, runAsk(figure, { ...s, form: 'province' }, s.to, knownAt));
        knownAt ??= run.knownAt;
        if (s.trained !== null && s.trained !== 'persons') {
          const counts = await store.transact({ role: 'figures', readOnly: true }, (db) =>
            countRun(db, run.id, s.to, { where: s.where, seen: null }),
          );
          const of = counts.get('');
          return { ...told, value: (s.trained === 'classes' ? of?.classes : of?.times.attended) ?? 0 };
        }
        const cells = await store.transact({ role: 'figures', readOnly: true }, (db) =>
          cellsOf(db, figure, run, [], checkWhere(figure, s.where)),
        );
        return { ...told, value: cells[0]?.persons ?? 0 };
      };
      const countOf = async ({ to, where, units }: Statement): Promise<number> => {
        const at = await unitsAt(store, to, knownAt);
        knownAt ??= at.knownAt;
        const counts = countUnits(unitsWithin(at.units, where))[units!.kind];
        return units!.level ? counts[units!.level] : counts.province + counts.prefecture + counts.county;
      };
      const told: Told[] = [];
      // all as known at one instant: that of the first
      for (const s of statements) told.push(await read(s));
      return { demonstration, knownAt, statements: told };
    },
    async (_call, _input, article) => article,
  ),
];
