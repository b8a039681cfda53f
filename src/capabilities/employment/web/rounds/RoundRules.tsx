import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { Field } from '#platform/web/form.tsx';
import { Chip } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { type RoundRulesOut, readRoundRules, setRoundRule } from '../../contractRoundRules.ts';
import { nextMonth } from '../../rulesRounds.ts';

type Told = Output<typeof readRoundRules>;
type Mine = Told['maySet'][number];

/** 核验期限: until when a month should be answered, by province, with what it was before; the province sets its own. */
export const RoundRules = () => {
  const t = useT();
  const read = useRead(readRoundRules, {});
  const [setting, setSetting] = useState<Mine | null>(null);
  if (!read.data) return null;
  const { items, maySet, month } = read.data;
  return (
    <details className="round-rules">
      <summary>{t('核验期限', 'Due day of rounds')}</summary>
      <ul>
        {items.map((i) => (
          <Province key={i.province} of={i} month={month} />
        ))}
      </ul>
      {maySet.map((p) => (
        <Button key={p.code} size="small" onClick={() => setSetting(p)}>
          {t(`改${p.name.zh}的期限`, `Change the due day of ${p.name.en}`)}
        </Button>
      ))}
      {setting && <SetDialog of={setting} told={read.data} onClose={() => setSetting(null)} />}
    </details>
  );
};

const Province = ({ of: i, month }: { of: RoundRulesOut; month: string }) => {
  const t = useT();
  const { now, history } = i;
  return (
    <li>
      <div>
        <Chip>{i.province ? t(i.provinceName) : t('其他各省', 'all other provinces')}</Chip>{' '}
        {t(
          `每月 ${now.dueDay} 号前核完，提前 ${now.remindDays} 天提醒`,
          `Answered by the ${now.dueDay}th of each month, reminded ${now.remindDays} days before`,
        )}
      </div>
      {i.province !== '' && (
        <ol>
          {history.map((h) => (
            <li key={h.version} className="note">
              {h.fromMonth > month && <>{t('还没到：', 'to come: ')}</>}
              {t(
                `${h.fromMonth} 起，${h.dueDay} 号，提前 ${h.remindDays} 天；${h.reason}`,
                `from ${h.fromMonth}: the ${h.dueDay}th, reminded ${h.remindDays} days before; ${h.reason}`,
              )}{' '}
              <span className="num">
                {h.by} {instant(h.recorded)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
};

const SetDialog = ({ of, told, onClose }: { of: Mine; told: Told; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(setRoundRule, { stales: ['employment.'] });
  const before = told.items.find((i) => i.province === of.code) ?? told.items.find((i) => i.province === '');
  const [dueDay, setDueDay] = useState<number | null>(before?.now.dueDay ?? null);
  const [remindDays, setRemindDays] = useState<number | null>(before?.now.remindDays ?? null);
  const [fromMonth, setFromMonth] = useState(told.month);
  return (
    <Confirm
      open
      title={t(`${of.name.zh}：在岗核验的期限`, `${of.name.en}: due day of rounds`)}
      action={t('改期限', 'Change it')}
      withReason
      ready={dueDay !== null && remindDays !== null}
      held={deed.asking}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => {
        if (dueDay !== null && remindDays !== null)
          void deed
            .act({ province: of.code, basedOn: of.version, fromMonth, dueDay, remindDays, reason })
            .then((done) => done && onClose());
      }}
    >
      <p>
        {t(
          '户籍在本省的和在本省务工的都按它；过去的月份不变，以前的期限都留着。',
          'It holds for those from this province and those who work in it; months that have passed stay, and what held before is kept.',
        )}
      </p>
      <div className="form-2">
        <Field name="dueDay" label={t('几号前核完', 'Answered by the')} hint={t('没有这一天的月份按月底', 'The end of a shorter month')}>
          <InputNumber min={1} max={31} precision={0} value={dueDay} onChange={setDueDay} />
        </Field>
        <Field name="remindDays" label={t('提前几天提醒', 'Reminded days before')}>
          <InputNumber min={0} max={15} precision={0} value={remindDays} onChange={setRemindDays} />
        </Field>
      </div>
      <Field name="fromMonth" label={t('从哪个月起', 'From the month')}>
        <Select
          value={fromMonth}
          onChange={setFromMonth}
          options={[0, 1, 2, 3].map((n) => {
            const value = nextMonth(told.month, n);
            return { value, label: n === 0 ? t(`${value}（本月）`, `${value} (this month)`) : value };
          })}
        />
      </Field>
    </Confirm>
  );
};
