import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type listTargets, proposeTargets } from '../../contract.ts';
import { STALES } from './Decide.tsx';

type Line = Output<typeof listTargets>['lines'][number];

/** One line an indicator; what is left empty stays as it is. */
export const ProposeDialog = ({ id, told, onClose }: { id: string; told: Output<typeof listTargets>; onClose: () => void }) => {
  const t = useT();
  const [persons, setPersons] = useState<Readonly<Record<string, number | null>>>({});
  // a first target is of the whole year, an adjustment holds from the day it is made: each indicator by its own history, until a day is chosen for all
  const usual = (l: Line): string => (l.history.length === 0 ? `${told.year}-01-01` : told.day);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState('');
  const write = useDeed(proposeTargets, { stales: STALES, onDone: onClose });
  const items = told.lines.flatMap((l) => {
    const n = persons[l.indicator];
    return typeof n === 'number' ? [{ indicator: l.indicator, persons: n, fromDay: chosen ?? usual(l) }] : [];
  });
  const other = t(told.speaksFor.includes('origin') ? told.hostName : told.originName);
  return (
    <Confirm
      open
      held={write.asking}
      title={t(`提出 ${told.year} 年目标或调整`, `Propose targets for ${told.year}`)}
      action={
        items.length ? t(`送${other}批准 ${items.length} 项`, `Send ${items.length} to ${other}`) : t('送对方批准', 'Send for approval')
      }
      ready={items.length > 0 && reason.trim().length >= 4}
      busy={write.busy}
      problem={write.problem}
      onCancel={onClose}
      onAct={() => void write.act({ id, year: told.year, items, reason: reason.trim() })}
    >
      <p className="sub">
        {t(
          `填要定或要改的，空着的不动。${other}批准以前，现在的目标有效。`,
          `Fill in what is to be set or changed; what is left empty stays. Until ${other} approves, the present targets are in force.`,
        )}
      </p>
      <div className="tg-form">
        {told.lines.map((l) => (
          <Field
            key={l.indicator}
            name={`target-${l.indicator}`}
            label={`${l.indicator} ${t(l.name)}`}
            optional
            hint={
              l.open
                ? t(
                    `有 ${number(l.open.persons)} 人的提议在等答复，先答复它`,
                    `A proposal of ${number(l.open.persons)} waits; answer it first`,
                  )
                : l.inForce
                  ? t(
                      `现在 ${number(l.inForce.persons)} 人，自 ${l.inForce.fromDay}`,
                      `now ${number(l.inForce.persons)}, since ${l.inForce.fromDay}`,
                    )
                  : t('还没有定', 'not set yet')
            }
          >
            <InputNumber<number>
              min={1}
              max={50_000_000}
              precision={0}
              disabled={l.open !== null}
              value={persons[l.indicator] ?? null}
              onChange={(n) => setPersons({ ...persons, [l.indicator]: n })}
            />
          </Field>
        ))}
      </div>
      <Field
        name="from-day"
        label={t('从哪天起', 'From')}
        optional
        hint={t(
          `${told.year} 年里的一天；此前的日子仍按原来的目标。不选：第一次定的从 ${told.year}-01-01 起，调整的从 ${told.day} 起`,
          `A day of ${told.year}; earlier days keep the target they had. Left empty: first targets from ${told.year}-01-01, adjustments from ${told.day}`,
        )}
      >
        <DayPicker value={chosen} onChange={setChosen} />
      </Field>
      <Field
        name="target-reason"
        label={t('事由', 'Reason')}
        hint={t('至少 4 个字，双方都看得到', 'At least 4 characters; both sides read it')}
      >
        <Input.TextArea rows={2} maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
      </Field>
    </Confirm>
  );
};
