import { Button } from 'antd';
import { type ChangeEvent, type ReactNode, useState } from 'react';
import { uploadFile } from '#platform/filesContract.ts';
import type { FieldError } from '#platform/problem.ts';
import { type CallFailed, call } from './api.ts';
import { useLang, useT } from './lang.tsx';
import { G } from './marks.tsx';
import { WriteProblem } from './states.tsx';

export interface SentFile {
  readonly id: string;
  readonly name: string;
}

/** Photographs, stamped pages, sheets and letters, as the picker of a browser offers them; what a file is decides when it is sent. */
export const PROOF_ACCEPT = '.pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx';

/** A file that is sent as soon as it is chosen, before the form or the dialog that uses it. `had`: the one that stands there already. */
export const useSentFile = (purpose: string, had: SentFile | null = null) => {
  const [file, setFile] = useState(had);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  /** What was sent; null where it was not. */
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<SentFile | null> => {
    const chosen = event.target.files?.[0];
    if (!chosen) return null;
    setBusy(true);
    setProblem(null);
    try {
      const { id, name } = await call(uploadFile, { name: chosen.name, purpose }, { file: chosen });
      setFile({ id, name });
      return { id, name };
    } catch (failed) {
      setProblem(failed as CallFailed);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { file, problem, busy, choose, clear: () => setFile(null) };
};
type Sent = ReturnType<typeof useSentFile>;

interface Looks {
  /** Of the field in the page: `f-fileId`. */
  readonly id: string;
  readonly label: string;
  /** Beside the label: which files, how large. */
  readonly which?: string;
  readonly hint?: ReactNode;
  readonly accept: string;
  readonly error?: FieldError | undefined;
}

/** The field over `useSentFile`. */
export const FileField = ({
  sent,
  id,
  label,
  which,
  hint,
  accept,
  error,
}: Looks & {
  readonly sent: Pick<Sent, 'file' | 'problem' | 'busy' | 'clear'> & { choose(event: ChangeEvent<HTMLInputElement>): Promise<unknown> };
}) => {
  const t = useT();
  const { lang } = useLang();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {which && <span className="mute">{which}</span>}
      </label>
      {sent.file ? (
        <p className="row gap12 wrap">
          <span className="wrap-anywhere">
            <G k="ok" /> {sent.file.name}
          </span>
          <Button size="small" id={id} onClick={sent.clear}>
            {t('换一个', 'Change')}
          </Button>
        </p>
      ) : (
        <input id={id} type="file" accept={accept} disabled={sent.busy} onChange={(e) => void sent.choose(e)} />
      )}
      {hint && <div className="s13 mute">{hint}</div>}
      <div className="s13">
        {sent.busy && <span role="status">{t('正在上传…', 'Uploading…')}</span>}
        <WriteProblem problem={sent.problem} />
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

interface FormProps extends Looks {
  readonly purpose: string;
  readonly value: string | null;
  /** Of the file that the form came with. */
  readonly name?: string;
  readonly onChange: (id: string | null) => void;
}
/** The same in a form that keeps the id among its values. */
export const FormFile = ({ purpose, value, name, onChange, ...looks }: FormProps) => {
  const sent = useSentFile(purpose);
  const had = value !== null && name !== undefined ? { id: value, name } : null;
  const file = value !== null && sent.file?.id === value ? sent.file : had;
  return (
    <FileField
      {...looks}
      sent={{
        ...sent,
        file,
        clear: () => onChange(null),
        choose: async (event) => {
          const made = await sent.choose(event);
          if (made) onChange(made.id);
        },
      }}
    />
  );
};
