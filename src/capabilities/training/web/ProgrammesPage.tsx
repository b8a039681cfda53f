import { Link } from 'react-router';
import { Fig, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { certaintyTexts } from '#standards/certainty.ts';
import { listProgrammes, type ProgrammeOut } from '../contract.ts';
import { programmeKindTexts } from '../rules.ts';
import './training.css';

/** 四项工程 with their branches and the origin's brands: what each trains for, its standards and the reader's classes. */
export const ProgrammesPage = () => {
  const t = useT();
  const read = useRead(listProgrammes, {});
  const projects = read.data?.items.filter((p) => p.kind === 'project') ?? [];
  return (
    <Screen
      title={t('四项工程', 'Programmes')}
      sub={t(
        `粤菜师傅、广东技工、南粤家政、乡村工匠，和输出地的品牌；班数是您能看到的，截至 ${read.data?.today ?? '…'}`,
        `Four programmes and the brands of the origin; classes are those you may see, as of ${read.data?.today ?? '…'}`,
      )}
      crumb={<Link to="/training/classes">{t('培训班', 'Classes')}</Link>}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {projects.map((p) => (
        <Project key={p.code} of={p} parts={read.data!.items.filter((x) => x.project === p.code && x.kind !== 'project')} />
      ))}
      <PrintFoot />
    </Screen>
  );
};

const Project = ({ of: p, parts }: { of: ProgrammeOut; parts: readonly ProgrammeOut[] }) => {
  const t = useT();
  return (
    <section className="tr-part tr-programme">
      <Sec t={t(p.text)} sub={p.since ? t(`${p.since} 年起`, `since ${p.since}`) : undefined} />
      <p className="tr-body">
        {t('施行中的标准 ', 'Standards in force: ')}
        <Fig v={p.standards} to={`/training/standards?programme=${p.code}&state=force`} u={t('个', '')} strong />
        {t('，培训班 ', '; classes: ')}
        <Fig v={p.classes} to={`/training/classes?programme=${p.code}`} u={t('个', '')} strong />
        {t('，其中招生到在训的 ', ', of them enrolling to in training: ')}
        <span className="num b">{p.running}</span>
        {t(' 个。', '.')}
      </p>
      <Occupations of={p} />
      <Source of={p} />
      {parts.length > 0 && (
        <table className="t3 tr-parts">
          <caption className="vh">{t(`${p.text.zh}的分项和品牌`, `Branches and brands of ${p.text.en}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('分项、品牌', 'Branch, brand')}</th>
              <th scope="col">{t('培训哪些职业', 'Trains for')}</th>
              <th scope="col" className="r">
                {t('标准', 'Standards')}
              </th>
              <th scope="col" className="r">
                {t('培训班', 'Classes')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((x) => (
              <tr key={x.code}>
                <th scope="row">
                  {t(x.text)} <span className="chip">{t(programmeKindTexts[x.kind])}</span>
                  <span className="s12 mute tr-source">
                    <span lang="zh-CN">{x.source}</span>
                    {t('，', ', ')}
                    {t(certaintyTexts[x.certainty])}
                  </span>
                </th>
                <td>{x.occupations.map((o) => t(o.name)).join(t('、', ', '))}</td>
                <td className="r">
                  <Fig v={x.standards} to={`/training/standards?programme=${x.code}&state=force`} />
                </td>
                <td className="r">
                  <Fig v={x.classes} to={`/training/classes?programme=${x.code}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
const Occupations = ({ of: p }: { of: ProgrammeOut }) => {
  const t = useT();
  return (
    <details className="tr-occupations">
      <summary>
        {t(`培训 ${p.occupations.length} 个职业和专项能力`, `Trains for ${p.occupations.length} occupations and abilities`)}
      </summary>
      <ul>
        {p.occupations.map((o) => (
          <li key={o.code ?? o.name.zh}>
            {t(o.name)} <span className="raw s12 mute">{o.code ?? t('没有代码', 'no code')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
const Source = ({ of: p }: { of: ProgrammeOut }) => {
  const t = useT();
  return (
    <p className="note">
      {t('出处：', 'Source: ')}
      <span lang="zh-CN">{p.source}</span>
      {t('，', ', ')}
      {t(certaintyTexts[p.certainty])}
    </p>
  );
};
