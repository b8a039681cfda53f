import { Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FileField, PROOF_ACCEPT, useSentFile } from '#platform/web/FileField.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import {
  askExemption,
  commentFinding,
  decideExemption,
  type Exemption,
  type FindingCase,
  PROOF_FILE,
  reopenFinding,
} from '../../contractDesk.ts';

interface Props {
  readonly of: FindingCase;
  readonly onClose: () => void;
  readonly onTold: (told: string) => void;
}

/** A photograph or a stamped page, sent before the dialog is. */
const Proof = ({ proof }: { proof: ReturnType<typeof useSentFile> }) => {
  const t = useT();
  return (
    <FileField
      id="proof-file"
      label={t('附件', 'File')}
      which={t('（选填，照片、PDF、表格）', ' (optional: photo, PDF, sheet)')}
      accept={PROOF_ACCEPT}
      sent={proof}
    />
  );
};

const Words = ({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    <Input.TextArea id={id} rows={3} maxLength={1000} value={value} onChange={(e) => onChange(e.target.value)} />
  </div>
);

export const CommentDialog = ({ of, onClose, onTold }: Props) => {
  const t = useT();
  const [words, setWords] = useState('');
  const proof = useSentFile(PROOF_FILE);
  const write = useWrite(commentFinding, {
    stales: ['rosters.readFinding'],
    onDone: () => {
      onTold(t('备注已写', 'Note written'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      title={t('写备注', 'Write a note')}
      action={t('写上', 'Write')}
      ready={words.trim().length > 0 && !proof.busy}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => write.mutate({ id: of.id, words: words.trim(), ...(proof.file ? { fileId: proof.file.id } : {}) })}
    >
      <Words id="note-words" label={t('备注', 'Note')} value={words} onChange={setWords} />
      <Proof proof={proof} />
    </Confirm>
  );
};

export const AskDialog = ({ of, onClose, onTold }: Props) => {
  const t = useT();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | undefined>(of.latest);
  const proof = useSentFile(PROOF_FILE);
  const write = useWrite(askExemption, {
    stales: ['rosters.'],
    onDone: () => {
      onTold(t('已申请豁免，等另一人批准', 'Asked for an exemption; somebody else approves it'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      title={t('申请豁免', 'Ask for an exemption')}
      action={t('申请', 'Ask')}
      ready={reason.trim().length >= 4 && until !== undefined && !proof.busy}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => until && write.mutate({ id: of.id, reason: reason.trim(), until, ...(proof.file ? { fileId: proof.file.id } : {}) })}
    >
      <p>
        {t(
          '情况属实、不用更正的，写明理由，由县局另一人批准。事实再变，豁免就失效。',
          'Where it is true and nothing is to be corrected, say why; somebody else of the county approves it. It is void once the facts change.',
        )}
      </p>
      <Words id="exempt-reason" label={t('理由（至少 4 个字）', 'Reason (at least 4 characters)')} value={reason} onChange={setReason} />
      <div className="field">
        <label htmlFor="exempt-until">{t(`豁免到（最晚 ${of.latest}）`, `Until (${of.latest} at the latest)`)}</label>
        <DayPicker id="exempt-until" value={until} onChange={setUntil} />
      </div>
      <Proof proof={proof} />
    </Confirm>
  );
};

export const ReopenDialog = ({ of, onClose, onTold }: Props) => {
  const t = useT();
  const [words, setWords] = useState('');
  const write = useWrite(reopenFinding, {
    stales: ['rosters.'],
    onDone: () => {
      onTold(t('已收回豁免，重新打开', 'The exemption was taken back'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      title={t('收回豁免', 'Take the exemption back')}
      action={t('收回', 'Take back')}
      ready={words.trim().length >= 2}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => write.mutate({ id: of.id, words: words.trim() })}
    >
      <Words id="reopen-words" label={t('为什么', 'Why')} value={words} onChange={setWords} />
    </Confirm>
  );
};

export const DecideDialog = ({
  exemption,
  latest,
  approve,
  onClose,
  onTold,
}: {
  exemption: Exemption;
  latest: string;
  approve: boolean;
  onClose: () => void;
  onTold: (told: string) => void;
}) => {
  const t = useT();
  const [words, setWords] = useState('');
  const [until, setUntil] = useState<string | undefined>(exemption.until < latest ? exemption.until : latest);
  const write = useWrite(decideExemption, {
    stales: ['rosters.'],
    onDone: () => {
      onTold(approve ? t('已批准豁免', 'Exemption approved') : t('没有批准，疑点还在未了里', 'Refused; the finding stays open'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      title={approve ? t('批准豁免', 'Approve the exemption') : t('不批准豁免', 'Refuse the exemption')}
      action={approve ? t('批准', 'Approve') : t('不批准', 'Refuse')}
      ready={approve ? until !== undefined : words.trim().length >= 2}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => write.mutate({ id: exemption.id, approve, decision: words.trim(), ...(approve && until ? { until } : {}) })}
    >
      <p>
        {exemption.by}
        {t('：', ': ')}
        {exemption.reason}
      </p>
      {approve && (
        <div className="field">
          <label htmlFor="decide-until">{t(`豁免到（最晚 ${latest}）`, `Until (${latest} at the latest)`)}</label>
          <DayPicker id="decide-until" value={until} onChange={setUntil} />
        </div>
      )}
      <Words
        id="decide-words"
        label={approve ? t('意见（选填）', 'Words (optional)') : t('为什么不批准', 'Why not')}
        value={words}
        onChange={setWords}
      />
    </Confirm>
  );
};
