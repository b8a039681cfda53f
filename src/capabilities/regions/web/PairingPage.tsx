import { Button, Input } from 'antd';
import { Link, useParams } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { ChangedNotice, Field, useForm } from '#platform/web/form.tsx';
import { Facts as FactRows, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { correctPairing, endPairing, type Pairing, readPairing } from '../contract.ts';
import { KnownDay } from './KnownDay.tsx';
import { PairingForm } from './PairingForm.tsx';
import { CertaintyMark, Period, StateMark } from './parts.tsx';
import { useMayManage } from './useMayManage.ts';
import { levelWord } from './words.ts';
import './regions.css';

/** One pairing, its versions, and for those who may, its end and its correction. */
export const PairingPage = () => {
  const t = useT();
  const may = useMayManage();
  const { id = '' } = useParams();
  const [{ do: doing }, setUrl] = useUrlState('do');
  const found = useRead(readPairing, { id });
  const p = found.data;
  const close = () => setUrl({ do: undefined }, true);
  const title = p ? `${t(p.origin)} – ${t(p.host)}` : t('结对', 'Pairing');
  return (
    <Screen
      title={title}
      crumb={
        <>
          <Link to="/regions/pairings">{t('结对', 'Pairings')}</Link> / {p ? t(levelWord[p.level]) : '…'}
        </>
      }
      busy={found.isPending}
      problem={found.error}
      onRetry={() => void found.refetch()}
      actions={
        p && may && !doing ? (
          <>
            <Button onClick={() => setUrl({ do: 'correct' })}>{t('更正', 'Correct')}</Button>
            {p.validTo === null && <Button onClick={() => setUrl({ do: 'end' })}>{t('结束结对', 'End the pairing')}</Button>}
          </>
        ) : undefined
      }
    >
      {p && (
        <div className="rg-stack">
          {may && doing === 'end' && <EndForm key={p.rowId} pairing={p} onDone={close} />}
          {may && doing === 'correct' && <CorrectForm key={p.rowId} pairing={p} onDone={close} />}
          <section>
            <Sec t={t('现在', 'As it stands')} />
            <FactRows
              rows={[
                [t('状态', 'State'), <StateMark key="s" state={p.state} />],
                [t('输出地', 'Origin'), <Side key="o" code={p.originCode} text={t(p.origin)} />],
                [t('输入地', 'Host'), <Side key="h" code={p.hostCode} text={t(p.host)} />],
                [t('起止', 'From – to'), <Period key="p" of={p} />],
                [t('可靠程度', 'Certainty'), <CertaintyMark key="c" certainty={p.certainty} />],
                [
                  t('依据', 'Source'),
                  <span key="q" lang="zh-CN">
                    {p.source}
                  </span>,
                ],
                ...(p.note
                  ? [
                      [
                        t('说明', 'Note'),
                        <span key="n" lang="zh-CN">
                          {p.note}
                        </span>,
                      ] as const,
                    ]
                  : []),
              ]}
            />
          </section>
          <section>
            <Sec
              t={t(`各版（${p.versions.length}）`, `Versions (${p.versions.length})`)}
              sub={t('新的在前，旧的都留着', 'Newest first; none is lost')}
            />
            <DataTable
              label={t('各版', 'Versions')}
              rows={p.versions}
              rowKey={(v) => String(v.rowId)}
              rowName={(v) => instant(v.recorded)}
              columns={[
                { key: 'at', title: t('登记时间', 'Recorded'), cell: (v) => <span className="num nowrap">{instant(v.recorded)}</span> },
                { key: 'by', title: t('谁', 'By'), cell: (v) => v.by || t('随程序带来', 'came with the program') },
                { key: 'why', title: t('事由', 'Reason'), main: true, cell: (v) => v.reason || t('登记', 'entered') },
                { key: 'period', title: t('起止', 'From – to'), main: true, cell: (v) => <Period of={v} /> },
                { key: 'certainty', title: t('可靠程度', 'Certainty'), cell: (v) => <CertaintyMark certainty={v.certainty} /> },
                { key: 'source', title: t('依据', 'Source'), cell: (v) => <span lang="zh-CN">{v.source}</span> },
              ]}
            />
          </section>
        </div>
      )}
    </Screen>
  );
};

const Side = ({ code, text }: { code: string; text: string }) => (
  <span className="rg-under">
    <Link to={`/regions/${code}`}>{text}</Link> <span className="raw s13 mute">{code}</span>
  </span>
);

interface FormProps {
  readonly pairing: Pairing;
  readonly onDone: () => void;
}

const EndForm = ({ pairing: p, onDone }: FormProps) => {
  const t = useT();
  const form = useForm(endPairing, { id: p.id, rowId: p.rowId, validTo: '', toPrecision: 'day', reason: '' });
  const write = useWrite(endPairing, { stales: ['regions.'], onDone });
  const send = (rowId: number) => write.mutate({ ...form.values, rowId }, { onError: form.refused });
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.validate()) send(p.rowId);
      }}
    >
      <Sec t={t('结束结对', 'End the pairing')} sub={t('以前的数字仍归这一对', 'Figures of the past stay with this pair')} />
      <br />
      <KnownDay
        name="validTo"
        label={t('最后一天', 'Last day')}
        side="end"
        day={form.values.validTo || null}
        precision={form.values.toPrecision ?? 'day'}
        error={form.errorOf('validTo')}
        onChange={(day, precision) => form.setValues({ ...form.values, validTo: day ?? '', toPrecision: precision ?? 'day' })}
      />
      <Field
        name="reason"
        label={t('事由', 'Reason')}
        hint={t('至少 4 个字，会留在记录里', 'At least 4 characters; it stays on record')}
        error={form.errorOf('reason')}
      >
        <Input
          value={form.values.reason}
          maxLength={200}
          onChange={(e) => form.set('reason', e.target.value)}
          onBlur={() => form.leave('reason')}
        />
      </Field>
      {write.error && <Changed problem={write.error} mine={form.values} onMine={send} onTheirs={onDone} />}
      <div className="save-bar">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('结束这一对', 'End this pairing')}
        </Button>
        <Button onClick={onDone}>{t('先不结束', 'Not now')}</Button>
        {write.error?.code !== 'platform.changed' && <WriteProblem problem={write.error} />}
      </div>
    </form>
  );
};

const CorrectForm = ({ pairing: p, onDone }: FormProps) => {
  const t = useT();
  const { level, originCode, originName, hostCode, hostName, validFrom, fromPrecision, validTo, toPrecision, source, certainty, note } = p;
  const form = useForm(correctPairing, {
    ...{ id: p.id, rowId: p.rowId, level, originCode, originName, hostCode, hostName, validFrom, fromPrecision, validTo, toPrecision },
    ...{ source, certainty, note, reason: '' },
  });
  const write = useWrite(correctPairing, { stales: ['regions.'], onDone });
  const send = (rowId: number) => write.mutate({ ...form.values, rowId }, { onError: form.refused });
  return (
    <>
      <Sec t={t('更正', 'Correct')} sub={t('旧的一版留着，按当时所知还能查到', 'The old version is kept')} />
      <PairingForm
        form={form}
        save={t('存为新的一版', 'Save as a new version')}
        busy={write.isPending}
        problem={write.error}
        onCancel={onDone}
        onSave={() => {
          if (form.validate()) send(p.rowId);
        }}
        extra={
          <>
            <Field
              name="reason"
              label={t('为什么更正', 'Why')}
              hint={t('至少 4 个字，会留在记录里', 'At least 4 characters; it stays on record')}
              error={form.errorOf('reason')}
            >
              <Input
                value={form.values.reason}
                maxLength={200}
                onChange={(e) => form.set('reason', e.target.value)}
                onBlur={() => form.leave('reason')}
              />
            </Field>
            {write.error && <Changed problem={write.error} mine={form.values} onMine={send} onTheirs={onDone} />}
          </>
        }
      />
    </>
  );
};

interface ChangedProps {
  readonly problem: Parameters<typeof ChangedNotice>[0]['problem'];
  readonly mine: Readonly<Record<string, unknown>>;
  readonly onMine: (rowId: number) => void;
  readonly onTheirs: () => void;
}
const Changed = ({ problem, mine, onMine, onTheirs }: ChangedProps) => {
  const t = useT();
  return (
    <ChangedNotice
      problem={problem}
      fields={{
        validFrom: t('从哪天起', 'First day'),
        validTo: t('到哪天止', 'Last day'),
        source: t('依据', 'Source'),
        certainty: t('可靠程度', 'Certainty'),
        note: t('说明', 'Note'),
      }}
      mine={mine}
      onMine={(current) => onMine(Number(current.rowId))}
      onTheirs={onTheirs}
    />
  );
};
