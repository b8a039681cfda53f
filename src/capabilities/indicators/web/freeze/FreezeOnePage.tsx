import { Progress } from 'antd';
import { Link, useParams } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { Facts, Seal, Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readFreeze } from '../../contractFreeze.ts';
import { FreezeDeeds } from './FreezeDeeds.tsx';
import { FrozenFigures } from './FrozenFigures.tsx';
import { FreezeMark, sideText } from './words.tsx';
import './freeze.css';

export type Freeze = Output<typeof readFreeze>;

/** One freeze: what was counted, whether it adds up, who approved, and what can be done. */
export const FreezeOnePage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readFreeze, { id });
  const running = read.data?.state === 'computing' && (read.data.job?.state === 'queued' || read.data.job?.state === 'running');
  const live = useRead(readFreeze, { id }, { enabled: running, refreshMs: 1500 });
  const f = live.data ?? read.data;
  const name = f ? `${t(f.originName)} ${f.month}` : t('封账', 'Frozen month');
  return (
    <Screen
      title={name}
      heading={
        <>
          {name} {f?.state === 'frozen' && <Seal t="封" />}
        </>
      }
      crumb={<Link to={`/figures/freeze${f ? `?origin=${f.origin}` : ''}`}>{t('封账', 'Frozen months')}</Link>}
      sub={f && <FreezeMark state={f.state} />}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={f && <FreezeDeeds of={f} />}
    >
      {f && (
        <>
          <Facts rows={factsOf(f, t)} />
          <Running of={f} />
          {f.refused && (
            <p role="status" className="fz-refused-why">
              <St k="no">{f.refused.reason}</St>
            </p>
          )}
          {f.checks.length > 0 && <Checks of={f} />}
          {f.figures && <FrozenFigures of={f} />}
          {!f.figures && f.checks.length > 0 && (
            <p className="note">
              {t(
                '这一对省份的合计不在您的辖区；封账后可以看差异说明里属于您的部分。',
                'The totals of this pair lie outside your area; once it is frozen, the difference note shows your part.',
              )}
            </p>
          )}
          {f.key && <Signature of={f} />}
        </>
      )}
    </Screen>
  );
};

const factsOf = (f: Freeze, t: ReturnType<typeof useT>): readonly (readonly [string, React.ReactNode])[] => [
  [
    t('按何时所知', 'As known at'),
    <span key="k" className="num">
      {instant(f.knownAt)}
    </span>,
  ],
  [
    t('提出', 'Proposed'),
    <span key="p">
      {f.proposedBy ?? t('安装所有者（命令行）', 'the owner, at the command line')} <span className="note num">{instant(f.proposed)}</span>
    </span>,
  ],
  ...(['origin', 'host'] as const).map((side): readonly [string, React.ReactNode] => {
    const a = f.approvals.find((x) => x.side === side);
    const who = t(sideText(side, f));
    return [
      t(`${who}批准`, `Approved for ${who}`),
      a ? (
        <span key={side}>
          {a.by} <span className="note num">{instant(a.at)}</span>
          {!a.inPerson && (
            <span className="note">
              {' '}
              {t('没有本人输密码，由安装所有者代记', 'no password typed: entered by the owner of the installation')}
            </span>
          )}
        </span>
      ) : (
        t('还没有', 'not yet')
      ),
    ];
  }),
  ...(f.frozen
    ? ([
        [
          t('封账', 'Frozen'),
          <span key="f" className="num">
            {instant(f.frozen)}
          </span>,
        ],
      ] as const)
    : []),
  ...(f.published
    ? ([
        [
          t('公布', 'Published'),
          <Link key="pub" to={`/figures/published?id=${f.id}`}>
            {instant(f.published)}
          </Link>,
        ],
      ] as const)
    : []),
  ...(f.reported ? ([[t('上报', 'Reported'), `${f.reported.to}（${f.reported.by}）`]] as const) : []),
];

const Running = ({ of: f }: { of: Freeze }) => {
  const t = useT();
  if (f.state !== 'computing' || !f.job) return null;
  const share = f.job.total ? Math.round((100 * f.job.done) / f.job.total) : 0;
  return (
    <div className="fz-running" role="status">
      {f.job.state === 'cancelled' && (
        <St k="off">{t('统计被取消了；退回后可以重新提出', 'The counting was cancelled; refuse it, then propose it again')}</St>
      )}
      {f.job.state === 'failed' && <St k="no">{f.job.error ? t(f.job.error) : t('统计没有办成', 'The counting failed')}</St>}
      {(f.job.state === 'running' || f.job.state === 'queued') && (
        <>
          <Progress percent={share} aria-label={t('统计进度', 'Progress of the counting')} />
          <span className="note">
            {f.job.note ? t(f.job.note) : t('排队中', 'Waiting its turn')}；
            {t('可以离开这一页，算好会通知您', 'you may leave this page: you will be told')}{' '}
            <Link to="/jobs">{t('我的任务', 'My jobs')}</Link>
          </span>
        </>
      )}
    </div>
  );
};

const Checks = ({ of: f }: { of: Freeze }) => {
  const t = useT();
  return (
    <section aria-label={t('核对', 'Checks')}>
      <Sec t={t('核对', 'Checks')} />
      <ul className="fz-checks">
        {f.checks.map((c) => (
          <li key={c.name.zh}>
            <St k={c.holds ? 'ok' : 'no'}>{t(c.name)}</St>
            {c.parent !== null && (
              <span className="num note">{c.holds ? number(c.parent) : `${number(c.children ?? 0)} ≠ ${number(c.parent)}`}</span>
            )}
            {c.persons.length > 0 && (
              <div>
                {t('对不上的人：', 'Persons concerned: ')}
                {c.persons.map((p, i) => (
                  <span key={p}>
                    {i > 0 && t('、', ', ')}
                    <Link to={`/workers/${p}`}>{t(`第 ${i + 1} 人`, `person ${i + 1}`)}</Link>
                  </span>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Signature = ({ of: f }: { of: Freeze }) => {
  const t = useT();
  return (
    <section aria-label={t('签名', 'Signature')}>
      <Sec
        t={t('签名', 'Signature')}
        sub={t('下载封账文件后，谁都能不用数据库验证', 'whoever has the file can check it without a database')}
      />
      <Facts
        rows={[
          [
            t('校验码（SHA-256）', 'Digest (SHA-256)'),
            <code key="d" className="fz-code">
              {f.digest}
            </code>,
          ],
          [
            t('公钥指纹（Ed25519）', 'Fingerprint of the key (Ed25519)'),
            <code key="k" className="fz-code">
              {f.key!.fingerprint}
            </code>,
          ],
          [
            t('验证', 'To check it'),
            <code key="v" className="fz-code">
              npm run wengang -- verify FILE --key {f.key!.publicKey}
            </code>,
          ],
        ]}
      />
    </section>
  );
};
