import { Button, Select } from 'antd';
import { useState } from 'react';
import { uploadFile } from '#platform/filesContract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { type CallFailed, call } from '#platform/web/api.ts';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { COMPARE_FILE, IdentityGroup, identityGroupTexts, startCompare, Working, workingTexts } from '../contract.ts';
import { CompareFile } from './CompareFile.tsx';

type Group = (typeof IdentityGroup.options)[number];
type Work = (typeof Working.options)[number];

/** The list, and whom of the register it is held against. */
export const CompareBegin = ({ onBegun }: { onBegun: (id: string) => void }) => {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [area, setArea] = useState<string | undefined>();
  const [working, setWorking] = useState<Work[]>([]);
  const [identity, setIdentity] = useState<Group[]>([]);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const start = useWrite(startCompare, {
    onDone: (c) => {
      setFile(null);
      onBegun(c.id);
    },
  });
  const begin = async () => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    try {
      const sent = await call(uploadFile, { name: file.name, purpose: COMPARE_FILE }, { file });
      start.mutate({
        fileId: sent.id,
        ...(area ? { area } : {}),
        ...(working.length ? { working } : {}),
        ...(identity.length ? { identity } : {}),
      });
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="compare-begin">
      <CompareFile file={file} onFile={setFile} />
      <div className="field">
        <label htmlFor="compare-area">{t('和哪里的人对（选填，默认本辖区）', 'Whose home is in (optional)')}</label>
        <AreaPicker id="compare-area" value={area} onChange={setArea} />
      </div>
      <div className="field">
        <label htmlFor="compare-work">{t('只和这些就业状况的对（选填）', 'Of this work only (optional)')}</label>
        <Select
          id="compare-work"
          mode="multiple"
          allowClear
          placeholder={t('不限', 'Any')}
          value={working}
          onChange={setWorking}
          options={Working.options.map((w) => ({ value: w, label: t(workingTexts[w]) }))}
        />
      </div>
      <div className="field">
        <label htmlFor="compare-identity">{t('只和这些身份的对（选填）', 'Of these groups only (optional)')}</label>
        <Select
          id="compare-identity"
          mode="multiple"
          allowClear
          placeholder={t('不限', 'Any')}
          value={identity}
          onChange={setIdentity}
          options={IdentityGroup.options.map((g) => ({ value: g, label: t(identityGroupTexts[g]) }))}
        />
      </div>
      <div className="compare-go">
        <Button type="primary" disabled={!file} loading={busy || start.isPending} onClick={() => void begin()}>
          {t('开始对', 'Compare')}
        </Button>
        <span className="s13 sub">
          {t(
            '只对不写：系统里什么都不会改。结果留一个月，只有您自己看得到。',
            'Nothing in the register is changed. The result is kept for a month, for you alone.',
          )}
        </span>
      </div>
      <WriteProblem problem={problem ?? start.error} />
    </div>
  );
};
