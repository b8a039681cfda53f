import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { Output } from '#platform/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FilterField } from '#platform/web/FilterBar.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { BULK_MOST, bulkConsent, bulkIdentity } from '../contractBulk.ts';
import {
  type ConsentPurpose,
  type ConsentWay,
  consentPurposeTexts,
  consentWayTexts,
  type IdentityKind,
  identityKindTexts,
} from '../contractShapes.ts';
import { PersonName } from './workerWords.tsx';

type Ticked = readonly { readonly workerId: string; readonly name: string }[];
type Out = Output<typeof bulkIdentity>;
type Deed = 'enter' | 'end' | 'riskRemoved';
interface Props {
  readonly rows: Ticked;
  readonly onDone: () => void;
}

/** One deed for all ticked people: a group begins or ends, a risk is removed, a consent is recorded. Each person is judged alone. */
export const WorkerBulk = ({ rows, onDone }: Props) => {
  const t = useT();
  const [asking, setAsking] = useState<'identity' | 'consent' | null>(null);
  const [out, setOut] = useState<Out | null>(null);
  const over = rows.length > BULK_MOST;
  const finish = (done: Out | undefined) => {
    if (!done) return;
    setAsking(null);
    setOut(done);
  };
  return (
    <>
      <Button size="small" disabled={over} onClick={() => setAsking('identity')}>
        {t('登记身份', 'Record a group')}
      </Button>
      <Button size="small" disabled={over} onClick={() => setAsking('consent')}>
        {t('登记同意', 'Record a consent')}
      </Button>
      {over && (
        <span className="s13 mute">
          {t(`一次最多办 ${number(BULK_MOST)} 人，请少勾几个`, `At most ${number(BULK_MOST)} at once; tick fewer`)}
        </span>
      )}
      {asking === 'identity' && <Identity rows={rows} onCancel={() => setAsking(null)} onOut={finish} />}
      {asking === 'consent' && <Consent rows={rows} onCancel={() => setAsking(null)} onOut={finish} />}
      {out && (
        <Result
          rows={rows}
          out={out}
          onClose={() => {
            setOut(null);
            onDone();
          }}
        />
      )}
    </>
  );
};

interface AskProps {
  readonly rows: Ticked;
  readonly onCancel: () => void;
  readonly onOut: (out: Out | undefined) => void;
}
const namesOf = (rows: Ticked, t: ReturnType<typeof useT>): string => {
  const first = rows
    .slice(0, 6)
    .map((r) => r.name)
    .join(t('、', ', '));
  return rows.length > 6 ? t(`${first} 等 ${rows.length} 人`, `${first} and ${rows.length - 6} more`) : first;
};

const Identity = ({ rows, onCancel, onOut }: AskProps) => {
  const t = useT();
  const today = useRead(readAbout, {}).data?.today;
  const [deed, setDeed] = useState<Deed>('enter');
  const [kind, setKind] = useState<IdentityKind | null>(null);
  const [day, setDay] = useState<string | undefined>();
  const act = useDeed(bulkIdentity, { stales: ['workers.'] });
  const on = day ?? today;
  const n = rows.length;
  const risk = deed === 'riskRemoved';
  const kinds = Object.entries(identityKindTexts).filter(([k]) => !risk || k.startsWith('monitored'));
  const dayWords = {
    enter: t('从哪天起', 'Since'),
    end: t('到哪天为止', 'Until'),
    riskRemoved: t('风险消除日', 'Risk removed on'),
  }[deed];
  return (
    <Confirm
      open
      held={act.asking}
      title={t(`给 ${n} 人登记身份`, `Record a group for ${n}`)}
      action={
        {
          enter: t(`登记 ${n} 人进入`, `Enter ${n} people`),
          end: t(`登记 ${n} 人退出`, `End it for ${n} people`),
          riskRemoved: t(`登记 ${n} 人风险消除`, `Risk removed for ${n} people`),
        }[deed]
      }
      withReason
      ready={kind !== null && on !== undefined}
      busy={act.busy}
      problem={act.problem}
      onCancel={onCancel}
      onAct={async (reason) => kind && on && onOut(await act.act({ ids: rows.map((r) => r.workerId), deed, kind, on, reason }))}
    >
      <p className="wk-line sub">{namesOf(rows, t)}</p>
      <div className="wk-line">
        <Radio.Group
          aria-label={t('办什么', 'Deed')}
          value={deed}
          onChange={(e) => {
            setDeed(e.target.value as Deed);
            setKind(null);
          }}
          options={[
            { value: 'enter', label: t('进入', 'Enters') },
            { value: 'end', label: t('退出', 'Leaves') },
            { value: 'riskRemoved', label: t('风险消除', 'Risk removed') },
          ]}
        />
      </div>
      <FilterField label={t('身份', 'Group')}>
        <Select
          aria-label={t('身份', 'Group')}
          placeholder={t('请选', 'Choose')}
          value={kind}
          options={kinds.map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(next: IdentityKind | null) => setKind(next)}
        />
      </FilterField>
      <FilterField label={dayWords}>
        <DayPicker aria-label={dayWords} value={on} onChange={setDay} />
      </FilterField>
    </Confirm>
  );
};

const Consent = ({ rows, onCancel, onOut }: AskProps) => {
  const t = useT();
  const today = useRead(readAbout, {}).data?.today;
  const [purposes, setPurposes] = useState<readonly z.infer<typeof ConsentPurpose>[]>([]);
  const [way, setWay] = useState<z.infer<typeof ConsentWay>>('written');
  const [witness, setWitness] = useState('');
  const [day, setDay] = useState<string | undefined>();
  const act = useDeed(bulkConsent, { stales: ['workers.'] });
  const givenOn = day ?? today;
  const n = rows.length;
  return (
    <Confirm
      open
      held={act.asking}
      title={t(`给 ${n} 人登记知情同意`, `Record the consent of ${n}`)}
      action={t(`登记 ${n} 人的同意`, `Record the consent of ${n}`)}
      ready={purposes.length > 0 && givenOn !== undefined}
      busy={act.busy}
      problem={act.problem}
      onCancel={onCancel}
      onAct={async () =>
        givenOn && onOut(await act.act({ ids: rows.map((r) => r.workerId), purposes: [...purposes], givenOn, way, witness }))
      }
    >
      <p className="wk-line sub">{namesOf(rows, t)}</p>
      <p className="wk-line">
        {t(
          '每个人都听过、都同意的，才一起登记；有一个不同意的，先把他取消勾选。',
          'Only those who each heard it and agreed; untick whoever did not.',
        )}
      </p>
      <fieldset className="wk-set">
        <legend>{t('同意用于', 'Agreed to the use for')}</legend>
        <Checkbox.Group
          value={[...purposes]}
          options={Object.entries(consentPurposeTexts).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(next) => setPurposes(next as z.infer<typeof ConsentPurpose>[])}
        />
      </fieldset>
      <FilterField label={t('方式', 'Way')}>
        <Select
          aria-label={t('方式', 'Way')}
          value={way}
          options={Object.entries(consentWayTexts).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(next: z.infer<typeof ConsentWay>) => setWay(next)}
        />
      </FilterField>
      <FilterField label={t('同意日期', 'Given on')}>
        <DayPicker aria-label={t('同意日期', 'Given on')} value={givenOn} onChange={setDay} />
      </FilterField>
      <FilterField label={t('见证人（选填）', 'Witness (optional)')}>
        <Input aria-label={t('见证人', 'Witness')} maxLength={40} value={witness} onChange={(e) => setWitness(e.target.value)} />
      </FilterField>
    </Confirm>
  );
};

/** What was done, and for each of the others why not. */
const Result = ({ rows, out, onClose }: { rows: Ticked; out: Out; onClose: () => void }) => {
  const t = useT();
  const names = new Map(rows.map((r) => [r.workerId, r.name]));
  return (
    <Modal
      open
      title={t(
        `办好 ${number(out.done)} 人，没办 ${number(out.refused.length)} 人`,
        `${number(out.done)} done, ${number(out.refused.length)} not done`,
      )}
      closable={{ 'aria-label': t('关上', 'Close') }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('看过了', 'Close')}
        </Button>
      }
    >
      {out.refused.length === 0 ? (
        <p role="status">{t('全都办好了。', 'All of them are done.')}</p>
      ) : (
        <ul className="wk-refused">
          {out.refused.map((r) => (
            <li key={r.workerId}>
              <G k="no" label={t('没办', 'not done')} /> <PersonName name={names.get(r.workerId) ?? ''} /> <span>{t(r.text)}</span>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
};
