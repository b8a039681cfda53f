// Why somebody is counted, or which clause fails: the definition asked clause by clause about one person.
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordsSeen } from '#capabilities/workers/server/service.ts';
import { actorSettings } from '#platform/server/actor.ts';
import type { Before, Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, readWatermark } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import type { explainFigure } from '../contractFigures.ts';
import { type BaseFigure, baseOf, type Figure, figures } from '../rulesDefinitions.ts';
import { personWords, spellWords } from '../rulesWords.ts';
import { figureMembers } from './figures.ts';
import type { FigureAsk, MemberRow } from './memberQuery.ts';
import * as q from './question.ts';

type In = z.output<(typeof explainFigure)['input']>;
interface Step {
  readonly text: Text;
  readonly holds: boolean;
}
export interface Explained {
  readonly counted: boolean;
  readonly on: string | null;
  readonly steps: readonly Step[];
}
const t = (zh: string, en: string): Text => ({ zh, en });

/** Definitions that each ask one clause more, the last of them the figure itself. */
const stages = (figure: Figure, ask: FigureAsk): readonly { readonly text: Text; readonly figure: Figure; readonly ask: FigureAsk }[] => {
  const { base, more } = baseOf(figure);
  if (base.kind === 'retention')
    return [
      { text: t('期间内有第一次受帮扶的上岗（不是实习）', 'a first helped job, no internship, begins in the period'), figure: base, ask },
    ];
  if (base.kind === 'trained')
    return [
      {
        text: t(`到 ${ask.to} 在某个班上过课`, `attended a lesson of some class by ${ask.to}`),
        figure: base,
        ask: { ...ask, from: '1900-01-01' },
      },
      {
        text: t(
          `那个班在 ${ask.from} 至 ${ask.to} 之间开班，没有取消`,
          `the class opened between ${ask.from} and ${ask.to} and was not cancelled`,
        ),
        figure: base,
        ask,
      },
    ];
  const bare = { ...base, spells: [], persons: [] };
  const ever = { ...ask, from: '1900-01-01' };
  const first: { text: Text; figure: Figure; ask: FigureAsk }[] =
    base.kind === 'newlyStable'
      ? [
          {
            text: t('在广东稳定过（口径“稳在广东”）', 'was ever stable in Guangdong'),
            figure: { ...base, persons: [], unhelpedToo: true },
            ask: ever,
          },
          {
            text: t(`第一次稳定在 ${ask.from} 至 ${ask.to} 之间`, `first so between ${ask.from} and ${ask.to}`),
            figure: { ...base, persons: [], unhelpedToo: true },
            ask,
          },
          {
            text: t(
              '那天计在岗的广东务工里，有一段是经协作的培训、订单、劳务站、中介、专车或公岗安排上岗的',
              'of the work in Guangdong that counts on that day, one has a programme, class, order, station, agency, trip or public placement of the cooperation behind it',
            ),
            figure: { ...base, persons: [] },
            ask,
          },
        ]
      : [
          {
            text:
              base.kind === 'stock'
                ? t(
                    `${ask.to} 计在岗（最后有证据的一天起 92 天内 ○）`,
                    `counts as in post on ${ask.to} (92 days ○ after the last proved one)`,
                  )
                : t(`${ask.from} 至 ${ask.to} 之间有一天有证据在岗`, `proved in post on a day from ${ask.from} to ${ask.to}`),
            figure: bare,
            ask,
          },
          ...base.spells.map((clause, i) => ({
            text: spellWords(clause),
            figure: { ...bare, spells: base.spells.slice(0, i + 1) } as BaseFigure,
            ask,
          })),
        ];
  const persons = [...base.persons, ...more];
  return [
    ...first,
    ...persons.map((clause, i) => ({
      text: personWords(clause),
      figure: { ...base, persons: persons.slice(0, i + 1) } as BaseFigure,
      ask,
    })),
  ];
};

/** `db` under the role of figures. */
export const explainOf = async (db: Db, figure: Figure, ask: FigureAsk): Promise<Explained> => {
  const steps: Step[] = [];
  let member: MemberRow | undefined;
  for (const stage of stages(figure, ask)) {
    [member] = await figureMembers(db, stage.figure, stage.ask);
    steps.push({ text: stage.text, holds: member !== undefined });
    if (!member) return { counted: false, on: null, steps };
  }
  return { counted: true, on: member?.on ?? null, steps };
};

interface Prepared {
  readonly k: string;
  /** Records of the person at K. */
  readonly records: readonly string[];
  readonly figures: readonly (Explained & { readonly id: string; readonly name: Text })[];
}
/** Under the role of figures, of the whole person; whether it may be told is asked in the request's own transaction. */
export const prepareExplain = async ({ services, actor }: Before, input: In): Promise<Prepared> => {
  const today = services.clock.today();
  q.checkDays(input, today);
  // of somebody whom the asker does not see nothing is computed, so that not even the time it takes tells whether there is anybody
  await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, (db) =>
    recordsSeen({ db, actor, today }, input.workerId),
  );
  const k = (await q.checkInstant(services, input.knownAt)) ?? (await readWatermark(services.store));
  return services.store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const { rows } = await sql<{ id: string; person: string }>`
      select l.worker_id as id, l.person_id as person from worker_link l where ${asKnownAt('l', k)} and l.person_id in (
        select m.person_id from worker_link m where m.worker_id = ${input.workerId}::uuid and ${asKnownAt('m', k)})`.execute(db);
    const person = rows[0]?.person ?? input.workerId;
    const told: Prepared['figures'][number][] = [];
    for (const figure of figures) {
      const { base } = baseOf(figure);
      const ask: FigureAsk = {
        from: input.from,
        to: input.to,
        asOf: input.to,
        k,
        c: base.evidenceClass,
        form: 'province',
        persons: [person],
      };
      told.push({ id: figure.id, name: figure.name, ...(await explainOf(db, figure, ask)) });
    }
    return { k, records: rows.length ? rows.map((r) => r.id) : [input.workerId], figures: told };
  });
};

/** Told to whoever is told all of the work and the identity of every record of the person: of a part nothing follows. */
export const explain = async (call: Call, input: In, made: Prepared): Promise<z.input<(typeof explainFigure)['output']>> => {
  const seen = await recordsSeen(call, input.workerId);
  call.note({ subject: { kind: 'worker', id: input.workerId }, area: seen[0]!.home, details: { from: input.from, to: input.to } });
  const told = new Set(
    seen.filter(({ fields: f }) => f.spell && f.verification && f.other_employers && f.identity_kind).map((r) => r.workerId),
  );
  const whole = made.records.every((id) => told.has(id));
  return {
    from: input.from,
    to: input.to,
    knownAt: made.k,
    whole,
    figures: whole ? made.figures.map((f) => ({ ...f, steps: [...f.steps] })) : [],
  };
};
