import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { EVIDENCE_CLASSES, evidenceClassTexts, saysTexts, spellKindTexts } from '../../rules.ts';
import type { CaseResult } from '../../rulesCriteriaCheck.ts';
import { CaseOutcome } from './CaseOutcome.tsx';
import { type Case, emptyEvidence, emptySpell, setIn } from './draft.ts';

export const Small = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="crit-small">
    <span>{label}</span>
    {children}
  </label>
);
const DAY = { placeholder: 'YYYY-MM-DD', maxLength: 10 } as const;

/** One test case: a small life, what must come out, and what does. */
export const CaseEditor = ({
  of: c,
  n,
  outcome,
  onChange,
  onDrop,
}: {
  of: Case;
  n: number;
  outcome: CaseResult | undefined;
  onChange: (next: Case) => void;
  onDrop: () => void;
}) => {
  const t = useT();
  const set =
    (...way: (string | number)[]) =>
    (value: unknown) =>
      onChange(setIn(c, way, value));
  const text = (value: string | null | undefined, way: (string | number)[], more: object = {}, none: null | '' = '') => (
    <Input value={value ?? ''} onChange={(e) => set(...way)(e.target.value || none)} {...more} />
  );
  return (
    <section className="crit-case" aria-label={t(`用例 ${n}`, `Case ${n}`)}>
      <Sec
        h={3}
        t={t(`用例 ${n}`, `Case ${n}`)}
        x={
          <Button size="small" onClick={onDrop}>
            {t(`删去用例 ${n}`, `Remove case ${n}`)}
          </Button>
        }
      />
      <div className="crit-row">
        <Small label={t('名称（中文）', 'Name (Chinese)')}>{text(c.name.zh, ['name', 'zh'])}</Small>
        <Small label={t('名称（英文）', 'Name (English)')}>{text(c.name.en, ['name', 'en'])}</Small>
        <Small label={t('户籍地 12 位代码（选填）', 'Home, 12 digits (optional)')}>{text(c.home, ['home'], { maxLength: 12 })}</Small>
      </div>
      {c.spells.map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never change places
        <fieldset key={i} className="crit-spell">
          <legend>{t(`第 ${i + 1} 段务工`, `Spell ${i + 1}`)}</legend>
          <div className="crit-row">
            <Small label={t('开始', 'Start')}>{text(s.start, ['spells', i, 'start'], DAY)}</Small>
            <Small label={t('结束（在岗留空）', 'End (empty: still)')}>{text(s.ended, ['spells', i, 'ended'], DAY, null)}</Small>
            <Small label={t('务工地 12 位代码', 'Place, 12 digits')}>{text(s.place, ['spells', i, 'place'], { maxLength: 12 })}</Small>
            <Small label={t('单位（选填）', 'Enterprise (optional)')}>
              {text(s.organisation, ['spells', i, 'organisation'], { maxLength: 80 }, null)}
            </Small>
            <Small label={t('工种（选填）', 'Occupation (optional)')}>
              {text(s.occupation, ['spells', i, 'occupation'], { maxLength: 20 })}
            </Small>
            <Small label={t('月收入，元（选填）', 'Yuan a month (optional)')}>
              <InputNumber min={0} value={s.payMonth ?? null} onChange={set('spells', i, 'payMonth')} />
            </Small>
            <Small label={t('就业类型', 'Kind')}>
              <Select
                aria-label={t('就业类型', 'Kind')}
                value={s.kind ?? 'employed'}
                onChange={set('spells', i, 'kind')}
                options={Object.entries(spellKindTexts).map(([value, w]) => ({ value, label: t(w) }))}
              />
            </Small>
            <Small label={t('合同起（选填）', 'Contract from (optional)')}>
              <Input
                {...DAY}
                value={s.contract?.from ?? ''}
                onChange={(e) => set('spells', i, 'contract')(e.target.value ? { from: e.target.value, to: s.contract?.to ?? null } : null)}
              />
            </Small>
            {s.contract && (
              <Small label={t('合同止（无固定期限留空）', 'Contract to (empty: open)')}>
                {text(s.contract.to, ['spells', i, 'contract', 'to'], DAY, null)}
              </Small>
            )}
          </div>
          {(s.evidence ?? []).map((e, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never change places
            <div key={j} className="crit-row">
              <Small label={t(`证据 ${j + 1}`, `Evidence ${j + 1}`)}>
                <Select
                  aria-label={t(`证据 ${j + 1} 的等级`, `Class of evidence ${j + 1}`)}
                  value={e.class}
                  onChange={set('spells', i, 'evidence', j, 'class')}
                  options={EVIDENCE_CLASSES.map((value) => ({ value, label: `${value} ${t(evidenceClassTexts[value])}` }))}
                />
              </Small>
              <Small label={t('说的是', 'Says')}>
                <Select
                  aria-label={t(`证据 ${j + 1} 说的是`, `What evidence ${j + 1} says`)}
                  value={e.says ?? 'in_post'}
                  onChange={set('spells', i, 'evidence', j, 'says')}
                  options={Object.entries(saysTexts).map(([value, w]) => ({ value, label: t(w) }))}
                />
              </Small>
              <Small label={t('从', 'From')}>{text(e.from, ['spells', i, 'evidence', j, 'from'], DAY)}</Small>
              <Small label={t('到', 'To')}>{text(e.to, ['spells', i, 'evidence', j, 'to'], DAY, null)}</Small>
              <Button onClick={() => set('spells', i, 'evidence', j)(undefined)}>
                {t(`删去证据 ${j + 1}`, `Remove evidence ${j + 1}`)}
              </Button>
            </div>
          ))}
          <div className="row gap12 wrap">
            <Button size="small" onClick={() => set('spells', i, 'evidence')([...(s.evidence ?? []), emptyEvidence()])}>
              {t('加一条证据', 'Add evidence')}
            </Button>
            {c.spells.length > 1 && (
              <Button size="small" onClick={() => set('spells', i)(undefined)}>
                {t(`删去第 ${i + 1} 段`, `Remove spell ${i + 1}`)}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <div className="crit-row">
        <Small label={t('应当稳定自（从不稳定留空）', 'Expected stable since (empty: never)')}>
          {text(c.expect.stableFrom, ['expect', 'stableFrom'], DAY, null)}
        </Small>
        <Button onClick={() => set('spells')([...c.spells, emptySpell()])}>{t('加一段务工', 'Add a spell')}</Button>
      </div>
      {(c.expect.stable ?? []).map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never change places
        <div key={i} className="crit-row">
          <Small label={t(`某一天 ${i + 1}`, `A day ${i + 1}`)}>{text(s.on, ['expect', 'stable', i, 'on'], DAY)}</Small>
          <Small label={t('那天应当', 'Expected on that day')}>
            <Select
              aria-label={t(`某一天 ${i + 1} 应当`, `Expected on day ${i + 1}`)}
              value={s.is}
              onChange={set('expect', 'stable', i, 'is')}
              options={[
                { value: true, label: t('稳定', 'stable') },
                { value: false, label: t('不稳定', 'not stable') },
              ]}
            />
          </Small>
          <Button onClick={() => set('expect', 'stable', i)(undefined)}>{t(`删去某一天 ${i + 1}`, `Remove day ${i + 1}`)}</Button>
        </div>
      ))}
      <Button size="small" onClick={() => set('expect', 'stable')([...(c.expect.stable ?? []), { on: '', is: true }])}>
        {t('加一天：那天应当稳定还是不稳定', 'Add a day and what is expected on it')}
      </Button>
      <div role="status">{outcome ? <CaseOutcome of={{ ...outcome, differences: [...outcome.differences] }} /> : null}</div>
    </section>
  );
};
