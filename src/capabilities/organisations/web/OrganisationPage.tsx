import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { type Organisation, readOrganisation } from '../contract.ts';
import { Contacts } from './Contacts.tsx';
import { CorrectForm } from './CorrectForm.tsx';
import { FactsPart, VersionsPart } from './FactsPart.tsx';
import { Incidents } from './Incidents.tsx';
import { NamesPart } from './NamesPart.tsx';
import { type Deed, OrganisationDeed } from './OrganisationDeeds.tsx';
import { Candidates, Kinds, StateMark } from './parts.tsx';
import { StaffPart } from './StaffPart.tsx';
import { StationPart } from './StationPart.tsx';
import './organisations.css';

/** One organisation: who it is, what it is called, whom to call, what went wrong, and whatever later capabilities know of it. */
export const OrganisationPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const [{ do: doing }, setUrl] = useUrlState('do');
  const read = useRead(readOrganisation, { id });
  const [deed, setDeed] = useState<Deed | null>(null);
  const o = read.data;
  const free = o?.may.write && o.mergedInto === null;
  return (
    <Screen
      title={o?.name ?? t('机构', 'Organisation')}
      heading={
        o && (
          <span className="og-name">
            <span lang="zh-CN">{o.name}</span>
            <Kinds kinds={o.kinds} level={o.stationLevel} />
            <StateMark state={o.state} closedOn={o.closedOn} />
          </span>
        )
      }
      crumb={
        <>
          <Link to="/organisations">{t('机构与场所', 'Organisations')}</Link> / {o ? t(o.place) : '…'}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        o &&
        free &&
        doing !== 'correct' && (
          <>
            <Button onClick={() => setUrl({ do: 'correct' })}>{t('更正', 'Correct')}</Button>
            <Button onClick={() => setDeed({ kind: 'incident' })}>{t('登记欠薪等事件', 'Record an incident')}</Button>
            <Button onClick={() => setDeed({ kind: 'merge' })}>{t('并入另一家', 'Merge into another')}</Button>
            {o.state === 'active' ? (
              <Button onClick={() => setDeed({ kind: 'close' })}>{t('停业', 'Closed down')}</Button>
            ) : (
              <Button onClick={() => setDeed({ kind: 'reopen' })}>{t('撤销停业', 'Reopen')}</Button>
            )}
          </>
        )
      }
    >
      {o &&
        (free && doing === 'correct' ? (
          <CorrectForm key={o.recorded} organisation={o} onDone={() => setUrl({ do: undefined }, true)} />
        ) : (
          <>
            {o.mergedInto && <Merged of={o} onSplit={() => setDeed({ kind: 'split', id: o.id, name: o.name })} />}
            <Body of={o} onDeed={setDeed} />
          </>
        ))}
      {o && deed && <OrganisationDeed deed={deed} of={o} onClose={() => setDeed(null)} />}
      <PrintFoot />
    </Screen>
  );
};

const Merged = ({ of, onSplit }: { of: Organisation; onSplit: () => void }) => {
  const t = useT();
  return (
    <div className="hatch og-banner" role="status">
      <p>
        <G k="info" /> {t('这条记录已并入', 'This record was merged into')}{' '}
        <Link to={`/organisations/${of.mergedInto!.id}`}>{of.mergedInto!.name}</Link>
        {t('，名册里只列那一家。', '; the list shows that one only.')}
      </p>
      {of.may.write && (
        <Button size="small" onClick={onSplit}>
          {t('拆开', 'Split off')}
        </Button>
      )}
    </div>
  );
};

const Body = ({ of, onDeed }: { of: Organisation; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  return (
    <div className="og-two">
      <div>
        <FactsPart of={of} />
        {of.stationLevel && <StationPart of={of} />}
        {of.may.incidents && <Incidents of={of} onDeed={onDeed} />}
        <Slot name="organisations.organisation.people" of={of.id} />
        <VersionsPart of={of} />
      </div>
      <div>
        {of.duplicates.length > 0 && (
          <section className="og-part">
            <Sec t={t('可能重复', 'Possible duplicates')} sub={t(`${of.duplicates.length} 家`, `${of.duplicates.length}`)} />
            <Candidates items={of.duplicates} action={t('打开看看', 'Open it')} />
          </section>
        )}
        {of.may.contacts && <Contacts of={of} />}
        <NamesPart of={of} />
        <StaffPart of={of} />
        {of.members.length > 0 && (
          <section className="og-part">
            <Sec t={t('并入的记录', 'Merged records')} sub={t(`${of.members.length} 条`, `${of.members.length}`)} />
            <ul className="og-line">
              {of.members.map((m) => (
                <li key={m.id}>
                  <span>
                    <Link to={`/organisations/${m.id}`}>{m.name}</Link>
                    <span className="s13 sub">
                      {' '}
                      {t(m.place)}
                      {m.into.id !== of.id && t(`，先并入“${m.into.name}”`, `, first into ${m.into.name}`)}
                    </span>
                    <br />
                    <span className="note">
                      {m.reason}
                      {m.by && ` · ${m.by}`}
                    </span>
                  </span>
                  {of.may.write && (
                    <span className="act noprint">
                      <Button
                        size="small"
                        type="link"
                        aria-label={t(`拆开 ${m.name}`, `Split off ${m.name}`)}
                        onClick={() => onDeed({ kind: 'split', id: m.id, name: m.name })}
                      >
                        {t('拆开', 'Split off')}
                      </Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {of.own && !of.may.write && (
          <p className="note og-part">
            <St k="info">{t('这是您所在的机构', 'This is your own organisation')}</St>{' '}
            {t(
              '联系人可以自己改；其余写错了，请告诉当地人社部门更正。',
              'You may change the contacts; ask the authority there to correct the rest.',
            )}
          </p>
        )}
      </div>
    </div>
  );
};
