import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { approveFreeze, refuseFreeze, reportMonth, takeFrozenFile } from '../../contractFreeze.ts';
import { publishMonth } from '../../contractPublished.ts';
import type { Freeze } from './FreezeOnePage.tsx';
import { sideText } from './words.tsx';

const STALES = ['indicators.readFreeze', 'indicators.listFreezes', 'indicators.listMonths', 'indicators.listPublished'];

/** What the asker may do with this freeze just now. */
export const FreezeDeeds = ({ of: f }: { of: Freeze }) => {
  const t = useT();
  const [asked, setAsked] = useState<'origin' | 'host' | 'refuse' | 'report' | 'publish' | null>(null);
  const waits = f.state === 'proposed' || f.state === 'approved';
  const sides = waits ? f.speaksFor.filter((s) => !f.approvals.some((a) => a.side === s)) : [];
  const close = () => setAsked(null);
  return (
    <>
      {sides.map((side) => (
        <Button key={side} type="primary" onClick={() => setAsked(side)}>
          {t(`代表${sideText(side, f).zh}批准`, `Approve for ${sideText(side, f).en}`)}
        </Button>
      ))}
      {(waits || f.state === 'computing') && f.speaksFor.length > 0 && (
        <Button onClick={() => setAsked('refuse')}>{t('退回', 'Refuse')}</Button>
      )}
      {f.state === 'frozen' && (
        <>
          {f.speaksFor.length > 0 && <Take of={f} />}
          {f.speaksFor.length > 0 && !f.reported && (
            <Button onClick={() => setAsked('report')}>{t('记为已上报', 'Note as reported')}</Button>
          )}
          {f.speaksFor.length > 0 && !f.published && <Button onClick={() => setAsked('publish')}>{t('公布', 'Publish')}</Button>}
          <Link to={`/figures/freeze/${f.id}/difference`}>{t('差异说明', 'Difference note')}</Link>
        </>
      )}
      <Approve of={f} side={asked === 'origin' || asked === 'host' ? asked : null} onClose={close} />
      <Refuse of={f} open={asked === 'refuse'} onClose={close} />
      <Report of={f} open={asked === 'report'} onClose={close} />
      <Publish of={f} open={asked === 'publish'} onClose={close} />
    </>
  );
};

const Publish = ({ of: f, open, onClose }: { of: Freeze; open: boolean; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(publishMonth, { stales: STALES });
  const close = () => {
    deed.forget();
    onClose();
  };
  return (
    <Confirm
      open={open}
      held={deed.asking}
      title={t(`公布 ${f.month}？`, `Publish ${f.month}?`)}
      action={t(`公布 ${f.month}`, `Publish ${f.month}`)}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={close}
      onAct={() => void deed.act({ id: f.id }).then((done) => done && close())}
    >
      <p>
        {t(
          '公布后，有账号的人都能看这个月的数：按市州、人员类别、就业去向、性别、年龄、工程。不到 10 人的写“<10”，能倒推出小数的也不写。公布了不能收回。',
          'Everybody with an account will see this month by prefecture, group, where they work, sex, age and project. Fewer than 10 persons stand as “<10”; numbers from which a small one could be reckoned are left out. It cannot be taken back.',
        )}
      </p>
    </Confirm>
  );
};

const Approve = ({ of: f, side, onClose }: { of: Freeze; side: 'origin' | 'host' | null; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(approveFreeze, { stales: STALES });
  const close = () => {
    deed.forget();
    onClose();
  };
  const who = side ? sideText(side, f) : { zh: '', en: '' };
  const first = f.figures?.[0];
  return (
    <Confirm
      open={side !== null}
      held={deed.asking}
      title={t(`代表${who.zh}批准 ${f.month} 封账？`, `Approve the freeze of ${f.month} for ${who.en}?`)}
      action={t(`批准 ${f.month}`, `Approve ${f.month}`)}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={close}
      onAct={() => side && void deed.act({ id: f.id, side, digest: f.digest! }).then((done) => done && close())}
    >
      <p>
        {f.approvals.length
          ? t(
              '另一边已经批准。您批准后马上封账、签名，以后谁也不能改。',
              'The other side has approved. With your approval the month is frozen and signed at once, and nobody can change it.',
            )
          : t('您批准后，等另一边也批准才封账。', 'It is frozen when the other side approves too.')}
      </p>
      {first && (
        <p>
          {t(first.name)} <b className="num">{number(first.persons)}</b>
          {t('；', '; ')}
          {t(`${number(f.cells ?? 0)} 个数，校验码 `, `${number(f.cells ?? 0)} cells, digest `)}
          <code>{f.digest?.slice(0, 16)}…</code>
        </p>
      )}
    </Confirm>
  );
};

const Refuse = ({ of: f, open, onClose }: { of: Freeze; open: boolean; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(refuseFreeze, { stales: STALES });
  const close = () => {
    deed.forget();
    onClose();
  };
  return (
    <Confirm
      open={open}
      held={deed.asking}
      title={t(`退回 ${f.month} 封账？`, `Refuse the freeze of ${f.month}?`)}
      action={t(`退回 ${f.month}`, `Refuse ${f.month}`)}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={close}
      onAct={(reason) => void deed.act({ id: f.id, reason }).then((done) => done && close())}
    >
      <p>
        {t(
          '这次算出的内容全部丢弃，两边都会收到您写的原因；改好后可以重新提出。',
          'All that was counted is thrown away; both sides are told your reason. It can be proposed again.',
        )}
      </p>
    </Confirm>
  );
};

const Report = ({ of: f, open, onClose }: { of: Freeze; open: boolean; onClose: () => void }) => {
  const t = useT();
  const [to, setTo] = useState('');
  const deed = useDeed(reportMonth, { stales: STALES });
  const close = () => {
    deed.forget();
    onClose();
  };
  return (
    <Confirm
      open={open}
      held={deed.asking}
      title={t(`把 ${f.month} 记为已上报`, `Note ${f.month} as reported`)}
      action={t('记为已上报', 'Note as reported')}
      ready={to.trim().length >= 2}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={close}
      onAct={() => void deed.act({ id: f.id, to }).then((done) => done && close())}
    >
      <div className="field">
        <label htmlFor="freeze-to">{t('上报给', 'Reported to')}</label>
        <Input id="freeze-to" maxLength={100} value={to} onChange={(e) => setTo(e.target.value)} />
      </div>
    </Confirm>
  );
};

const Take = ({ of: f }: { of: Freeze }) => {
  const t = useT();
  const file = (name: string) => `${name}-${t(f.originName)}-${f.month}.jsonl`;
  return (
    <>
      <ExportButton of={takeFrozenFile} input={{ id: f.id, part: 'cells' }} file={file(t('封账', 'frozen'))} icon="dl">
        {t('下载封账文件', 'Take the file')}
      </ExportButton>
      {f.speaksFor.includes('origin') && (
        <ExportButton of={takeFrozenFile} input={{ id: f.id, part: 'members' }} file={file(t('封账成员', 'frozen-members'))} icon="dl">
          {t('下载成员（只有编号）', 'Take the members (ids only)')}
        </ExportButton>
      )}
    </>
  );
};
