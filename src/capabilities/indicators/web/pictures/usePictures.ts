import { listPairings } from '#capabilities/regions/contract.ts';
import { useRead } from '#platform/web/useRead.ts';
import { readFigureTable } from '../../contractFigures.ts';
import type { Figure } from '../grid.ts';
import { type Ask, type Catalogue, questionOf } from '../useAsk.ts';
import { levelOf } from './levels.ts';

const NOTHING = { figure: 'I01', from: '2000-01-01', to: '2000-01-01' };
/** The tables of the dashboard, all as known at the instant of the first: flows; places of work with those lifted out of poverty; ages and sexes. */
export const useDashboard = (ask: Ask, figure: Figure, catalogue: Catalogue) => {
  const offered = catalogue.dimensions.map((d) => d.id);
  const [from, to] = [levelOf('origin', ask, offered), levelOf('host', ask, offered)];
  const question = (knownAt: string | undefined) => questionOf(ask, figure, knownAt);
  const flows = useRead(readFigureTable, { ...question(ask.knownAt), by: [from, to] }, { keep: true });
  const knownAt = flows.isPlaceholderData ? undefined : flows.data?.knownAt;
  const beside = { enabled: knownAt !== undefined, keep: true };
  const hosts = useRead(readFigureTable, knownAt ? { ...question(knownAt), by: [to, 'people'] } : NOTHING, beside);
  const ages = useRead(readFigureTable, knownAt ? { ...question(knownAt), by: ['age', 'sex'] } : NOTHING, beside);
  const pairs = useRead(listPairings, { level: 'prefecture', size: 200, asOf: ask.to });
  return {
    flows,
    hosts: hosts.data?.figure.id === figure.id ? hosts : { ...hosts, data: undefined },
    ages: ages.data?.figure.id === figure.id ? ages : { ...ages, data: undefined },
    pairs,
    from,
    to,
  };
};
