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
// exactly, also of a province: a tenth of a second at a million people (bench/results.md), and a sentence that says "more than" says little
const EXACT = { exact: true } as const;

/** Who people are to somebody who sees them by a key and not by their home: as the sentence begins. */
const SCOPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  employer: ['本单位的人在册', 'with this employer are on record'],
  school: ['在本校学习的人在册', 'at this school are on record'],
  exam_body: ['本机构的考生在册', 'to be examined here are on record'],
  worker: ['您本人和同意的家人在册', 'on record: yourself and family that agreed'],
};

/** A sentence about the people of the register for each side one has: those from here, those who came here; every figure opens its list. */
export const HomeLead = () => {
  const t = useT();
  const list = useRead(listWorkers, { size: 1 }).data;
  const many = (list?.sides.length ?? 0) > 1;
  const home = list?.sides.includes('home') ?? false;
  const all = useRead(countWorkers, { ...(many ? { side: 'home' as const } : {}), ...EXACT }, { enabled: home }).data;
  if (!list) return null;
  const nobody = all?.count === 0;
  if (home && nobody && !many) return <p>{t('您的辖区还没有人建档。', 'Nobody in your area is registered yet.')}</p>;
  return (
    <p>
      {home && all && !nobody && <FromHere count={all.count} many={many} />}
      {/* two English sentences */}
      {home && all && !nobody && t('', ' ')}
      {list.sides.includes('scope') && <CameHere many={many} alone={!home || nobody} />}
      <AsOf />
    </p>
  );
};

const useFigure = () => {
  const t = useT();
  const { lang } = useLang();
  return (count: number | null | undefined, to: string, people = false) => (
    <Fig
      to={to}
      v={count === undefined ? '…' : count === null ? t('超过 10,000', 'more than 10,000') : number(count)}
      {...(lang === 'zh' || people ? { u: t('人', count === 1 ? 'person' : 'people') } : {})}
    />
  );
};
/** At the end of what it holds for. */
const AsOf = () => {
  const t = useT();
  const today = useRead(readAbout, {}).data?.today;
  return <span className="as-of">{today ? t(`（截至 ${today}）`, ` (as of ${today})`) : ''}</span>;
};
const useHere = () => {
  const t = useT();
  const { areaCodes } = useSession();
  const division = useRead(readMyArea, {}, { enabled: areaCodes.length === 1 }).data?.areas[0]?.division;
  return division ? t(division.shortName, `${division.english} ${division.shortName}`) : t('您辖区', 'Your area');
};

const FromHere = ({ count, many }: { count: number | null; many: boolean }) => {
  const { lang } = useLang();
  const fig = useFigure();
  const here = useHere();
  const side = many ? { side: 'home' as const } : {};
  const at = many ? 'side=home&' : '';
  const working = useRead(countWorkers, { ...WORKING, ...side, ...EXACT }).data;
  const poverty = useRead(countWorkers, { ...POVERTY, ...side, ...EXACT }).data;
  const risk = useRead(countWorkers, { ...RISK, ...side, ...EXACT }).data;
  const all = many ? '/workers?side=home' : '/workers';
  if (lang === 'zh')
    return (
      <>
        {here}现有 {fig(count, all)}在册，其中在岗 {fig(working?.count, `/workers?${at}working=working`)}；脱贫户{' '}
        {fig(poverty?.count, `/workers?${at}identity=poverty`)}，监测对象风险未消除 {fig(risk?.count, `/workers?${at}identity=risk_open`)}。
      </>
    );
  return (
    <>
      {here} has {fig(count, all, true)} on record, {fig(working?.count, `/workers?${at}working=working`)} of them in work;{' '}
      {fig(poverty?.count, `/workers?${at}identity=poverty`)} lifted out of poverty, {fig(risk?.count, `/workers?${at}identity=risk_open`)}{' '}
      monitored with the risk not removed.
    </>
  );
};

/** `alone`: nobody is from here, so this is the sentence of the page, whatever it counts. */
const CameHere = ({ many, alone }: { many: boolean; alone: boolean }) => {
  const t = useT();
  const { lang } = useLang();
  const fig = useFigure();
  const here = useHere();
  const role = useRead(readMe, {}).data?.roles[0]?.role;
  const side = many ? { side: 'scope' as const } : {};
  const filters = useRead(listWorkers, { size: 1, ...side }).data?.filters ?? [];
  const all = useRead(countWorkers, { ...side, ...EXACT }).data;
  const some = all !== undefined && all.count !== 0;
  const counts = some && filters.includes('working');
  const working = useRead(countWorkers, { ...WORKING, ...side, ...EXACT }, { enabled: counts }).data;
  if (!all || (!some && !alone)) return null;
  if (!some && many) return <>{t('您的辖区还没有人建档。', 'Nobody in your area is registered yet.')}</>;
  const at = many ? 'side=scope&' : '';
  const to = many ? '/workers?side=scope' : '/workers';
  const [zh, en] = SCOPES[role ?? ''] ?? [`来${here}务工的人在册`, `came to work in ${here}`];
  if (lang === 'zh')
    return (
      <>
        {zh} {fig(all.count, to)}
        {counts && <>，其中在岗 {fig(working?.count, `/workers?${at}working=working`)}</>}。
      </>
    );
  return (
    <>
      {fig(all.count, to, true)} {en}
      {counts && <>, {fig(working?.count, `/workers?${at}working=working`)} of them in work</>}.
    </>
  );
};
