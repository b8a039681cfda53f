import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Confirm } from '#platform/web/confirm.tsx';
import { DataTable } from '#platform/web/DataTable.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { addService, endService, type Organisation, type Service } from '../contract.ts';
import { Days } from './parts.tsx';

/** Of a station: which host area it serves for which origin, and the stations below it. */
export const StationPart = ({ of }: { of: Organisation }) => {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Service | null>(null);
  const may = of.may.write && of.mergedInto === null;
  return (
    <section className="og-part">
      <Sec
        t={t('服务范围', 'What it serves')}
        x={
          may &&
          of.state === 'active' && (
            <Button type="link" size="small" className="noprint" onClick={() => setAdding(true)}>
              {t('加一项服务', 'Add a service')}
            </Button>
          )
        }
      />
      {of.services.length === 0 ? (
        <p className="note og-body">
          {t('还没有登记服务哪里、为谁服务。', 'Which host area it serves, for which origin, has not been entered yet.')}
        </p>
      ) : (
        <DataTable
          label={t('服务范围', 'What it serves')}
          rows={of.services}
          rowKey={(s) => s.id}
          rowName={(s) => `${t(s.host)} – ${t(s.origin)}`}
          columns={[
            { key: 'host', title: t('服务的地方', 'Host area'), cell: (s) => t(s.host) },
            { key: 'origin', title: t('为哪里的人', 'For people of'), main: true, cell: (s) => t(s.origin) },
            { key: 'days', title: t('起止', 'From – to'), cell: (s) => <Days from={s.fromDay} to={s.toDay} /> },
            {
              key: 'now',
              title: t('现在', 'Now'),
              cell: (s) => (s.current ? <St k="ok">{t('服务中', 'serving')}</St> : <St k="off">{t('不在期内', 'not now')}</St>),
            },
            ...(may
              ? [
                  {
                    key: 'end',
                    title: <span className="vh">{t('办理', 'Actions')}</span>,
                    cell: (s: Service) => (
                      <Button
                        size="small"
                        type="link"
                        className="noprint"
                        aria-label={t(`结束：${s.host.zh} ${s.origin.zh}`, `End: ${s.host.en}, ${s.origin.en}`)}
                        onClick={() => setEnding(s)}
                      >
                        {t('结束', 'End')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {of.below.length > 0 && (
        <p className="og-body og-under">
          {t('下级站：', 'Stations below: ')}
          {of.below.map((b, i) => (
            <span key={b.id}>
              {i > 0 && t('、', ', ')}
              <Link to={`/organisations/${b.id}`}>{b.name}</Link>
            </span>
          ))}
        </p>
      )}
      {adding && <ServiceDialog of={of} onClose={() => setAdding(false)} />}
      {ending && <EndDialog service={ending} onClose={() => setEnding(null)} />}
    </section>
  );
};

const ServiceDialog = ({ of, onClose }: { of: Organisation; onClose: () => void }) => {
  const t = useT();
  const form = useForm(addService, {
    id: of.id,
    host: of.placeCode,
    origin: of.stationFrom?.code ?? '',
    fromDay: '',
    toDay: null,
    source: '',
  });
  const deed = useDeed(addService, { stales: ['organisations.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`${of.name} 服务哪里`, `What ${of.name} serves`)}
      action={t('登记服务', 'Enter the service')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <div className="og-dialog">
        <Field name="host" label={t('服务的地方（输入地）', 'Host area')} error={form.errorOf('host')}>
          <AreaPicker value={form.values.host || undefined} onChange={(c) => form.set('host', c ?? '')} />
        </Field>
        <Field name="origin" label={t('为哪里的人（输出地）', 'For people of (origin)')} error={form.errorOf('origin')}>
          <AreaPicker value={form.values.origin || undefined} onChange={(c) => form.set('origin', c ?? '')} />
        </Field>
        <div className="form-2">
          <Field name="fromDay" label={t('从哪天起', 'First day')} error={form.errorOf('fromDay')}>
            <DayPicker value={form.values.fromDay || undefined} onChange={(d) => form.set('fromDay', d ?? '')} />
          </Field>
          <Field name="toDay" label={t('到哪天止', 'Last day')} optional error={form.errorOf('toDay')}>
            <DayPicker value={form.values.toDay ?? undefined} onChange={(d) => form.set('toDay', d ?? null)} />
          </Field>
        </div>
        <Field
          name="source"
          label={t('依据', 'Source')}
          error={form.errorOf('source')}
          hint={t('如：协作协议的名称和文号', 'Such as: name and number of the agreement')}
        >
          <Input maxLength={200} value={form.values.source} onChange={(e) => form.set('source', e.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
};

const EndDialog = ({ service, onClose }: { service: Service; onClose: () => void }) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>(service.toDay ?? undefined);
  const deed = useDeed(endService, { stales: ['organisations.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t('结束这项服务', 'End this service')}
      action={day ? t(`${day} 结束`, `End on ${day}`) : t('撤销，登记错了', 'Withdraw: entered by mistake')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: service.stationId, serviceId: service.id, toDay: day ?? null, reason })}
    >
      <p>
        {t(service.host)} ← {t(service.origin)}
      </p>
      <div className="og-dialog">
        <Field
          name="toDay"
          label={t('最后一天', 'Last day')}
          optional
          hint={t('不写日期，就是这一条登记错了，整条撤销', 'Without a day the entry was a mistake and is withdrawn')}
        >
          <DayPicker value={day} onChange={setDay} />
        </Field>
      </div>
    </Confirm>
  );
};
