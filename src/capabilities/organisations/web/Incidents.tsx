import { Button } from 'antd';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Incident, incidentKindTexts, incidentStateTexts, listIncidents, type Organisation } from '../contract.ts';
import { shownDay } from '../rules.ts';
import type { Deed } from './OrganisationDeeds.tsx';

/** 欠薪, accidents, stoppages, newest first: what happened, how it ended, who said so. */
export const Incidents = ({ of, onDeed }: { of: Organisation; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  const read = useRead(listIncidents, { id: of.id });
  const open = read.data?.items.filter((i) => i.state === 'open').length ?? 0;
  return (
    <section className="og-part">
      <Sec
        t={t('欠薪等事件', 'Incidents')}
        sub={
          read.data &&
          (read.data.items.length
            ? t(`${read.data.items.length} 件，未了结 ${open} 件`, `${read.data.items.length}, of which ${open} open`)
            : undefined)
        }
        x={<span className="note">{t('只给人社部门和劳务站看', 'for authorities and stations only')}</span>}
      />
      {read.isPending ? (
        <Loading rows={2} />
      ) : read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : read.data.items.length === 0 ? (
        <p className="note og-body">{t('没有登记过欠薪、事故或停工。', 'No wage arrears, accident or stoppage has been recorded.')}</p>
      ) : (
        <ol className="og-time og-body">
          {read.data.items.map((i) => (
            <li key={i.id}>
              <span className="when num">{shownDay(i.happenedOn, i.precision)}</span>
              <span className="mk">
                <G k={i.state === 'open' ? 'due' : 'ok'} label={t(incidentStateTexts[i.state])} />
              </span>
              <div className="body">
                <b className="b">
                  {t(incidentKindTexts[i.kind])}
                  {t('，', ', ')}
                  {i.state === 'open' ? t('未了结', 'open') : t(`${i.settledOn} 了结`, `settled ${i.settledOn}`)}
                </b>
                <Amounts of={i} />
                <div className="what" lang="zh-CN">
                  {i.what}
                  {i.outcome && (
                    <>
                      <br />
                      {i.outcome}
                    </>
                  )}
                </div>
                <div className="note">
                  {t('来源：', 'Source: ')}
                  <span lang="zh-CN">{i.source}</span>
                  {i.by && ` · ${i.by} ${instant(i.recorded)}`}
                  {i.versions > 1 && t(` · 第 ${i.versions} 版`, ` · version ${i.versions}`)}
                </div>
                {of.may.write && of.mergedInto === null && <Actions of={i} onDeed={onDeed} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};

const Amounts = ({ of }: { of: Incident }) => {
  const t = useT();
  const parts = [
    ...(of.persons === null ? [] : [t(`涉及 ${number(of.persons)} 人`, of.persons === 1 ? '1 person' : `${number(of.persons)} people`)]),
    ...(of.amount === null ? [] : [t(`${number(of.amount)} 元`, `CNY ${number(of.amount)}`)]),
  ];
  return parts.length ? <span className="s13 sub num"> {parts.join(t('，', ', '))}</span> : null;
};

const Actions = ({ of, onDeed }: { of: Incident; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  const name = `${t(incidentKindTexts[of.kind])} ${shownDay(of.happenedOn, of.precision)}`;
  return (
    <div className="row acts noprint">
      {of.state === 'open' && (
        <Button size="small" aria-label={`${t('了结', 'Settle')} ${name}`} onClick={() => onDeed({ kind: 'settle', incident: of })}>
          {t('了结', 'Settle')}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        aria-label={`${t('更正', 'Correct')} ${name}`}
        onClick={() => onDeed({ kind: 'correctIncident', incident: of })}
      >
        {t('更正', 'Correct')}
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={`${t('撤销', 'Withdraw')} ${name}`}
        onClick={() => onDeed({ kind: 'withdraw', incident: of })}
      >
        {t('撤销', 'Withdraw')}
      </Button>
    </div>
  );
};
