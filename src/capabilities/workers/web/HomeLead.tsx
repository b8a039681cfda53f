import { readMe } from '#capabilities/access/contract.ts';
import { readMyArea } from '#capabilities/regions/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { Fig } from '#platform/web/kit.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { useSession } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countWorkers, listWorkers, type WorkerFilters } from '../contractList.ts';

const WORKING: WorkerFilters = { working: ['working'] };
const POVERTY: WorkerFilters = { identity: ['poverty'] };
const RISK: WorkerFilters = { identity: ['risk_open'] };

/** Who people are to somebody who sees them by a key and not by their home: as the sentence begins. */
const SCOPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  employer: ['本单位的人在册', 'with this employer are on record'],
  school: ['在本校学习的人在册', 'at this school are on record'],
  exam_body: ['本机构的考生在册', 'to be examined here are on record'],
  worker: ['您本人和同意的家人在册', 'on record: yourself and family that agreed'],
};

/** One sentence about the people of the register; every figure opens its list. */
export const HomeLead = () => {
  const t = useT();
  const { lang } = useLang();
  const { areaCodes } = useSession();
  const division = useRead(readMyArea, {}, { enabled: areaCodes.length === 1 }).data?.areas[0]?.division;
  const role = useRead(readMe, {}).data?.roles[0]?.role;
  const today = useRead(readAbout, {}).data?.today;
  // exactly, also of a province: a tenth of a second at a million people (bench/results.md), and a sentence that says "more than" says little
  const exact = true;
  const list = useRead(listWorkers, { size: 1 }).data;
  const side = list?.side;
  const all = useRead(countWorkers, { exact }).data;
  const some = all !== undefined && all.count !== 0;
  const may = (filter: string) => some && list?.filters.includes(filter) === true;
  const working = useRead(countWorkers, { ...WORKING, exact }, { enabled: may('working') }).data;
  const poverty = useRead(countWorkers, { ...POVERTY, exact }, { enabled: may('identity') && side === 'home' }).data;
  const risk = useRead(countWorkers, { ...RISK, exact }, { enabled: may('identity') && side === 'home' }).data;
  if (!side || !all) return null;
  const fig = (count: number | null | undefined, to: string, people = false) => (
    <Fig
      to={to}
      v={count === undefined ? '…' : count === null ? t('超过 10,000', 'more than 10,000') : number(count)}
      {...(lang === 'zh' || people ? { u: t('人', count === 1 ? 'person' : 'people') } : {})}
    />
  );
  const asOf = today ? t(`（截至 ${today}）`, ` (as of ${today})`) : '';
  const inWork =
    may('working') &&
    (lang === 'zh' ? (
      <>，其中在岗 {fig(working?.count, '/workers?working=working')}</>
    ) : (
      <>, {fig(working?.count, '/workers?working=working')} of them in work</>
    ));
  if (side === 'scope') {
    const [zh, en] = SCOPES[role ?? ''] ?? ['来这里务工或在您处的，在册', 'on record came to work here or are with you'];
    return lang === 'zh' ? (
      <p>
        {zh} {fig(all.count, '/workers')}
        {inWork}。<span className="as-of">{asOf}</span>
      </p>
    ) : (
      <p>
        {fig(all.count, '/workers', true)} {en}
        {inWork}.<span className="as-of">{asOf}</span>
      </p>
    );
  }
  if (all.count === 0) return <p>{t('您的辖区还没有人建档。', 'Nobody in your area is registered yet.')}</p>;
  const here = division ? t(division.shortName, `${division.english} ${division.shortName}`) : t('您辖区', 'Your area');
  if (lang === 'zh')
    return (
      <p>
        {here}现有 {fig(all.count, '/workers')}在册{inWork}；脱贫户 {fig(poverty?.count, '/workers?identity=poverty')}，监测对象风险未消除{' '}
        {fig(risk?.count, '/workers?identity=risk_open')}。<span className="as-of">{asOf}</span>
      </p>
    );
  return (
    <p>
      {here} has {fig(all.count, '/workers', true)} on record{inWork}; {fig(poverty?.count, '/workers?identity=poverty')} lifted out of
      poverty, {fig(risk?.count, '/workers?identity=risk_open')} monitored with the risk not removed.<span className="as-of">{asOf}</span>
    </p>
  );
};
