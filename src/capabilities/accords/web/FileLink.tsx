import { Button } from 'antd';
import { useState } from 'react';
import { downloadFile } from '#platform/filesContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import type { Agreement } from '../contract.ts';

/** The scan of a text: taken by a button, what it is and how big beside it. */
export const FileLink = ({ of: file }: { of: NonNullable<Agreement['file']> }) => {
  const t = useT();
  const [problem, setProblem] = useState<CallFailed | null>(null);
  return (
    <span className="row gap8 wrap">
      <Button
        size="small"
        icon={<I n="dl" />}
        onClick={() => {
          setProblem(null);
          download(downloadFile, { id: file.id }, file.name).catch((e: CallFailed) => setProblem(e));
        }}
      >
        {file.name}
      </Button>
      <span className="s12 mute nowrap">
        {file.type === 'pdf' ? 'PDF' : 'JPG'}
        {t('，', ', ')}
        {Math.max(1, Math.round(file.size / 1024))} KB
      </span>
      <WriteProblem problem={problem} />
    </span>
  );
};
