import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type CohortOut, cohortKindTexts, readCohort } from '../../contractSchooling.ts';
import { programmeTexts } from '../../rulesProgrammes.ts';
import { CohortDialog } from './CohortDialog.tsx';
import { Span } from './parts.tsx';
import { StudentsPart } from './StudentsPart.tsx';
import { TermsPart } from './TermsPart.tsx';
import '../training.css';
import './schooling.css';

/** One cohort: its terms with their classes, its students with their status, and what is known of it. */
export const CohortPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readCohort, { id });
  const [correcting, setCorrecting] = useState(false);
  const c = read.data;
  return (
    <Screen
      title={c?.title ?? t('学制培养', 'Schooling')}
      heading={
        c && (
          <span className="tr-name">
            <span lang="zh-CN">{c.title}</span>
            <span className="chip">{t(cohortKindTexts[c.kind])}</span>
          </span>
        )
      }
      sub={
        c && (
          <>
            <span lang="zh-CN">{t(`${c.school.name}与${c.partner.name}`, `${c.school.name} with ${c.partner.name}`)}</span>
            {t('；', '; ')}
            <Span from={c.fromDay} to={c.toDay} />
            {t('，', ', ')}
            <span className="num">{t(`${c.terms} 个学期`, `${c.terms} terms`)}</span>
          </>
        )
      }
      crumb={
        <>
          <Link to="/training/cohorts">{t('学制培养', 'Schooling')}</Link>
          {c && <> / {t(programmeTexts[c.programme])}</>}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        c && (
          <>
            <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
              {t('打印', 'Print')}
            </Button>
            {c.may.write && <Button onClick={() => setCorrecting(true)}>{t('更正', 'Correct')}</Button>}
          </>
        )
      }
    >
      {c && (
        <>
          <div className="tr-two">
            <div className="stack">
              <StudentsPart of={c} />
            </div>
            <div className="stack tr-side">
              <TermsPart of={c} />
              <About of={c} />
              <Versions of={c} />
            </div>
          </div>
          <PrintFoot />
          {correcting && <CohortDialog of={c} onClose={() => setCorrecting(false)} />}
        </>
      )}
    </Screen>
  );
};

const About = ({ of: c }: { of: CohortOut }) => {
  const t = useT();
  const area = (a: { code: string; name: { zh: string; en: string } }) => (
    <Link className="tr-under" to={`/regions/${a.code}`}>
      {t(a.name)}
    </Link>
  );
  return (
    <section className="tr-part">
      <Sec t={t('这一届', 'The cohort')} />
      <Facts
        rows={[
          [
            t('专业', 'Major'),
            <span key="m" lang="zh-CN">
              {c.major}
            </span>,
          ],
          [
            t('人数', 'Seats'),
            <span key="s" className="num">
              {t(
                `计划 ${c.seats} 人，在籍 ${c.numbers.studying}，休学 ${c.numbers.suspended}`,
                `${c.seats} planned; ${c.numbers.studying} studying, ${c.numbers.suspended} suspended`,
              )}
            </span>,
          ],
          [
            t('离开和毕业', 'Gone, finished'),
            <span key="g" className="num">
              {t(`离开 ${c.numbers.gone}，毕业和结业 ${c.numbers.graduated}`, `${c.numbers.gone} gone, ${c.numbers.graduated} finished`)}
            </span>,
          ],
          [t('上学的地方', 'Place'), area(c.place)],
          [t('学生来源地', 'Origin'), area(c.origin)],
          [t('输入地', 'Host area'), c.host ? area(c.host) : t('没有定', 'none')],
          ...(c.source
            ? ([
                [
                  t('依据', 'Source'),
                  <span key="r" lang="zh-CN">
                    {c.source}
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
    </section>
  );
};
const Versions = ({ of: c }: { of: CohortOut }) => {
  const t = useT();
  if (c.versions.length < 2) return null;
  return (
    <section className="tr-part">
      <Sec t={t('各版', 'Versions')} />
      <ul className="plain sc-history tr-body">
        {c.versions.map((v) => (
          <li key={v.recorded} className="s13">
            <span className="num">{instant(v.recorded)}</span> <span lang="zh-CN">{v.by}</span>
            {v.reason && (
              <span className="mute" lang="zh-CN">
                {' '}
                {v.reason}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
