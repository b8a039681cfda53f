// `wengang figures` of what is no list of persons: I15 counts units, I19 is told of each agreement's targets. Part of figureCommands.ts.
import { areaOf } from '#capabilities/access/rules.ts';
import { type Answer, WrongUsage } from '#platform/server/command.ts';
import type { Services } from '#platform/server/services.ts';
import { completion, outText, shareOf, standingTexts } from '../rulesCompletion.ts';
import { UNIT_DIMENSIONS, UNIT_KINDS, UNIT_LEVELS, type UnitCounts, unitFigure, unitKindTexts, unitLevelTexts } from '../rulesUnits.ts';
import { completionAsk, completionOf } from './completion/completion.ts';
import { checkDays, checkInstant } from './question.ts';
import { tellUnits, unitsAt, whereOf } from './units.ts';

export interface DerivedAsk {
  readonly asOf: string;
  readonly knownAt: string | undefined;
  readonly by: readonly string[];
  readonly where: Readonly<Record<string, string[]>>;
}
/** Only places narrow what is no person. */
const placesOf = (id: string, where: DerivedAsk['where']) => {
  const { origin, host, ...rest } = where;
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw new WrongUsage(`${id} 只能按 origin、host 筛选 / --where of ${id} takes origin and host: ${other}`);
  return { origin, host };
};

export const unitsCommand = async (services: Services, ask: DerivedAsk): Promise<Answer> => {
  const { id, version, name, words } = unitFigure;
  const [said, more] = ask.by;
  const by = UNIT_DIMENSIONS.find((d) => d === said);
  if (more !== undefined || (said !== undefined && !by))
    throw new WrongUsage(`--by 在 ${id} 是其中一个 / of ${id} is one of: ${UNIT_DIMENSIONS.join(' ')}`);
  const where = placesOf(id, ask.where);
  checkDays({ from: ask.asOf, to: ask.asOf }, services.clock.today());
  const at = await unitsAt(services.store, ask.asOf, await checkInstant(services, ask.knownAt));
  const { total, rows } = tellUnits({ by: by ?? 'origin:province', where: whereOf(where) }, at);
  const line = (label: string, counts: UnitCounts): string =>
    `${label.padEnd(24)} ${UNIT_KINDS.map((k) => `${unitKindTexts[k].zh} ${UNIT_LEVELS.map((l) => `${unitLevelTexts[l].zh} ${counts[k][l]}`).join(' ')}`).join('  ')}`;
  return {
    lines: [
      `${id} ${name.zh} / ${name.en}`,
      words.zh,
      words.en,
      `D ${at.asOf}，按所知 / as known at ${at.knownAt}，定义 / definition v${version}`,
      '',
      ...(by ? rows.map((r) => line(r.name.zh, r.counts)) : []),
      line('合计 / total', total),
    ],
    data: { value: total, rows: by ? rows : [], definition: { id, version, words }, asOf: at.asOf, knownAt: at.knownAt },
  };
};

export const completionCommand = async (services: Services, { asOf, knownAt, by, where }: DerivedAsk): Promise<Answer> => {
  const { id, version, name, words } = completion;
  if (by.length) throw new WrongUsage(`${id} 按协议和指标列出，没有 --by / is told by agreement and figure and has no --by`);
  const { origin, host } = placesOf(id, where);
  const ask = await completionAsk(services, { asOf, knownAt });
  const told = await completionOf(services.store, ask, { fresh: true });
  const lies = (code: string, areas: readonly string[] | undefined): boolean =>
    !areas || areas.some((a) => code >= areaOf(a).from && code <= areaOf(a).to);
  const rows = told.rows
    .filter((r) => lies(r.originCode, origin) && lies(r.hostCode, host))
    .flatMap(({ targets, ...agreement }) =>
      targets.map((m) => ({ ...agreement, ...m, share: shareOf(m.persons, m.target), text: standingTexts[m.standing] })),
    );
  return {
    lines: [
      `${id} ${name.zh} / ${name.en}`,
      words.zh,
      words.en,
      `${ask.year}，D ${ask.asOf}，人数按所知 / persons as known at ${told.knownAt ?? '—'}，目标按所知 / targets as known at ${told.targetsAt}，定义 / definition v${version}`,
      '',
      ...rows.map(
        (r) =>
          `${r.originName.zh}—${r.hostName.zh}  ${r.indicator} ${r.short.zh}  ${r.persons} / ${r.target} = ${(100 * r.share).toFixed(1)}%  ${(r.out ? outText(r.out) : r.text).zh}`,
      ),
      ...(rows.length ? [] : ['没有有效的目标 / no target is in force']),
    ],
    data: {
      value: rows.map(({ agreementId, originCode, hostCode, indicator, persons, target, share, standing, place, out, frozen }) => ({
        ...{ agreementId, originCode, hostCode, indicator, persons, target, share, standing, place, out, frozen },
      })),
      definition: { id, version, words },
      year: ask.year,
      asOf: ask.asOf,
      knownAt: told.knownAt,
      targetsAt: told.targetsAt,
    },
  };
};
