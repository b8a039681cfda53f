import { Button } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { uploadFile } from '#platform/filesContract.ts';
import { type CallFailed, call } from '#platform/web/api.ts';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { PLAN_FILE } from '../../contractPlans.ts';

/** A file that is sent as soon as it is chosen, before the form that uses it. */
export const useProofFile = (had: { readonly id: string; readonly name: string } | null = null) => {
  const [file, setFile] = useState(had);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    setBusy(true);
    setProblem(null);
    try {
      const sent = await call(uploadFile, { name: chosen.name, purpose: PLAN_FILE }, { file: chosen });
      setFile({ id: sent.id, name: sent.name });
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return { file, problem, busy, choose, clear: () => setFile(null) };
};

export const ProofFile = ({
  id,
  label,
  hint,
  proof,
}: {
  id: string;
  label: string;
  hint: string;
  proof: ReturnType<typeof useProofFile>;
}) => {
  const t = useT();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {proof.file ? (
        <p className="row gap12">
          <span className="wrap-anywhere">{proof.file.name}</span>
          <Button size="small" onClick={proof.clear}>
            {t('换一个', 'Change')}
          </Button>
        </p>
      ) : (
        <input
          id={id}
          type="file"
          accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx"
          disabled={proof.busy}
          onChange={(e) => void proof.choose(e)}
        />
      )}
      <div className="s13 mute">{hint}</div>
      <WriteProblem problem={proof.problem} />
    </div>
  );
};
