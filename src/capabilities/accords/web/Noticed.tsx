import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type AgreementRef, checkAgreement, type PairingVerdict } from '../contract.ts';
import type { Draft } from './AgreementForm.tsx';

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** What the system noticed while one types: whether the two are paired, what stands in the way, who will sign. */
export const Noticed = ({ values, except }: { values: Draft; except?: string }) => {
  const t = useT();
  const ready = values.originCode !== '' && values.hostCode !== '' && isDay(values.validFrom) && isDay(values.validTo);
  const asked = JSON.stringify([
    values.level,
    values.originCode,
    values.originName?.trim() ?? '',
    values.hostCode,
    values.hostName?.trim() ?? '',
    values.validFrom,
    values.validTo,
  ]);
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(asked), 300);
    return () => window.clearTimeout(timer);
  }, [asked]);
  const [level, originCode, originName, hostCode, hostName, validFrom, validTo] = JSON.parse(settled) as [
    Draft['level'],
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const found = useRead(
    checkAgreement,
    { level, originCode, originName, hostCode, hostName, validFrom, validTo, ...(except ? { except } : {}) },
    { enabled: ready && isDay(validFrom) && isDay(validTo) && originCode !== '' && hostCode !== '', keep: true },
  );
  const told = ready ? found.data : undefined;
  return (
    <aside className="ac-aside" aria-label={t('边填边查', 'Checked as you type')}>
      <Sec t={t('边填边查', 'Checked as you type')} />
      <div role="status" className="ac-body ac-noticed">
        {!told ? (
          <p className="note">
            {t(
              '选好两方、填了起止，这里说：两地是不是登记过结对，同一对同一级有没有期间重叠的协议，由谁签字。',
              'With both sides and the days filled in, this tells whether the two are on record as paired, which agreements overlap, and who signs.',
            )}
          </p>
        ) : told.refused ? (
          <p>
            <St k="no">{t(told.refused)}</St>
          </p>
        ) : (
          <>
            <p>{told.pairing && <Paired verdict={told.pairing} />}</p>
            {told.overlaps.length > 0 && (
              <Refs
                mark="no"
                title={t(
                  '双方签过、期间重叠的，存不了这一份；先移开期间，或者先提前结束它：',
                  'Signed by both and overlapping: this one cannot be saved beside it. Move the period, or end that one first:',
                )}
                items={told.overlaps}
              />
            )}
            {told.drafts.length > 0 && (
              <Refs
                mark="doubt"
                title={t('同一对还有没签完的，看看是不是同一份：', 'Not fully signed yet, of the same pair: perhaps this one:')}
                items={told.drafts}
              />
            )}
            {told.overlaps.length + told.drafts.length === 0 && (
              <p>
                <St k="ok">{t('同一对、同一级没有期间重叠的', 'None of this pair and level overlaps')}</St>
              </p>
            )}
            {told.offices && (
              <p className="s13 sub">
                {t(
                  `签字：${told.offices.origin.zh}、${told.offices.host.zh}各自的主管账号`,
                  `To be signed by the accounts in charge of ${told.offices.origin.en} and of ${told.offices.host.en}`,
                )}
              </p>
            )}
          </>
        )}
      </div>
    </aside>
  );
};

export const Paired = ({ verdict }: { verdict: PairingVerdict }) => {
  const t = useT();
  if (verdict === 'paired') return <St k="ok">{t('两地登记过结对', 'The two are on record as paired')}</St>;
  if (verdict === 'unrecorded')
    return (
      <St k="doubt">
        {t(
          '输出地没有登记过结对。可以存；请核对两方，并请省里补登结对',
          'No pairing is on record of the origin. It can be saved; check the sides and have the pairing entered',
        )}
      </St>
    );
  return (
    <St k="no">{t('输出地登记的结对不是这个输入地，存不了', 'The origin is on record as paired with others; this cannot be saved')}</St>
  );
};

const Refs = ({ mark, title, items }: { mark: 'no' | 'doubt'; title: string; items: readonly AgreementRef[] }) => {
  const t = useT();
  return (
    <div>
      <St k={mark}>{title}</St>
      <ul className="ac-refs">
        {items.map((a) => (
          <li key={a.id}>
            <Link to={`/agreements/${a.id}`} lang="zh-CN">
              {a.title}
            </Link>{' '}
            <span className="s12 mute num nowrap">
              {a.validFrom} {t('至', '–')} {a.lastDay}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
