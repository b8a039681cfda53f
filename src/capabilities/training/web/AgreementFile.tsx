import { Button } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { uploadFile } from '#platform/filesContract.ts';
import type { FieldError } from '#platform/problem.ts';
import { type CallFailed, call } from '#platform/web/api.ts';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { MENTOR_FILE } from '../contract.ts';

interface Props {
  readonly value: string | null;
  /** Of the file that stands there already. */
  readonly name?: string;
  readonly error: FieldError | undefined;
  readonly onChange: (id: string | null) => void;
}

/** The scan of a mentor’s agreement: sent when it is chosen, kept when the form is saved. */
export const AgreementFile = ({ value, name, error, onChange }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const [sent, setSent] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    setBusy(true);
    setProblem(null);
    try {
      const file = await call(uploadFile, { name: chosen.name, purpose: MENTOR_FILE }, { file: chosen });
      setSent({ id: file.id, name: file.name });
      onChange(file.id);
    } catch (failed) {
      setProblem(failed as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  const shown = value === null ? undefined : sent?.id === value ? sent.name : name;
  return (
    <div className="field">
      <label htmlFor="f-fileId">
        {t('协议文件', 'Scan of the agreement')}
        <span className="mute">{t('（选填，PDF 或 JPG，20 MB 以内）', ' (optional: PDF or JPG, up to 20 MB)')}</span>
      </label>
      {shown === undefined ? (
        <input id="f-fileId" type="file" accept=".pdf,.jpg,.jpeg" disabled={busy} onChange={(e) => void choose(e)} />
      ) : (
        <p className="row gap12 wrap">
          <span>
            <G k="ok" /> {shown}
          </span>
          <Button size="small" id="f-fileId" onClick={() => onChange(null)}>
            {t('换一个', 'Change')}
          </Button>
        </p>
      )}
      <div className="s13">
        {busy && <span role="status">{t('正在上传…', 'Uploading…')}</span>}
        <WriteProblem problem={problem} />
        {error && (
          <span className="stt stt-no" role="alert">
            <G k="no" />
            {error.text[lang]}
          </span>
        )}
      </div>
    </div>
  );
};
