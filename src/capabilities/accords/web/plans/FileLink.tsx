import { Button } from 'antd';
import { useState } from 'react';
import { downloadFile } from '#platform/filesContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { WriteProblem } from '#platform/web/states.tsx';

/** A stored file by its name; taking it is on record. */
export const FileLink = ({ file }: { file: { readonly id: string; readonly name: string } }) => {
  const [problem, setProblem] = useState<CallFailed | null>(null);
  return (
    <>
      <Button
        size="small"
        type="link"
        icon={<I n="dl" />}
        onClick={() => void download(downloadFile, { id: file.id }, file.name).catch((error) => setProblem(error as CallFailed))}
      >
        {file.name}
      </Button>
      <WriteProblem problem={problem} />
    </>
  );
};
