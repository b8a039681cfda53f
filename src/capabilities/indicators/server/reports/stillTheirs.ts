// Whether what was made for somebody is theirs today: a report outlives the role it was made under, what it tells does not.
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import { notYourCell } from '../../contractProblems.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { dimensionOf } from '../../rulesDimensions.ts';
import { areaWords, cellsTold, isOfTheirs, mayReadTotal, theirsOf } from '../question.ts';

/** Refuses where one number of it lies outside of what the asker may see now. In no transaction. */
export const refuseOthers = async (services: Pick<Services, 'store'>, actor: Actor, content: ReportContent): Promise<void> => {
  const by = content.by.flatMap((id) => dimensionOf(id) ?? []);
  const own = content.columns.every((c) => mayReadTotal(actor, c.where));
  const theirs = own ? [] : await theirsOf(services, actor, content.period.to);
  for (const [i, c] of content.columns.entries()) {
    if (c.state !== 'measured') continue;
    const whole = mayReadTotal(actor, c.where) || isOfTheirs(c.where, theirs);
    const rows = cellsTold(actor, c.where, by, theirs).read;
    const groups = by.length === 2 ? cellsTold(actor, c.where, by.slice(0, 1), theirs).read : rows;
    for (const { level, keys, cells } of content.rows) {
      const { mark } = cells[i]!;
      if (mark !== null && mark !== 'none') continue;
      if (!(level === 'total' ? whole : level === 'group' ? groups(keys) : rows(keys))) throw notYourCell(areaWords(actor));
    }
  }
};
