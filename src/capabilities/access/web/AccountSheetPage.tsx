import { Button } from 'antd';
import { type DragEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { type CallFailed, call, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { accountSheetTemplate, commitAccountSheet, previewAccountSheet, SHEET_ROWS } from '../contractAccounts.ts';
import { SheetPreview } from './SheetPreview.tsx';
import './accounts.css';

export type Preview = Output<typeof previewAccountSheet>;
const LIMIT = 5 * 1024 * 1024;

/** Many accounts from one sheet: choose, check, commit, and the sheet that comes back with the initial passwords. */
export const AccountSheetPage = () => {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [back, setBack] = useState<{ blob: Blob; name: string } | null>(null);
  const commit = useDeed(commitAccountSheet, { stales: ['access.listAccounts'] });
  const step = back ? 3 : preview ? 1 : 0;
  const restart = () => {
    setFile(null);
    setPreview(null);
    setBack(null);
    commit.forget();
  };
  const send = async () => {
    if (!preview || !file) return;
    const done = (await commit.act({ id: preview.id })) as Blob | undefined;
    if (!done) return;
    const name = `${file.name.replace(/\.\w+$/, '')}-${t('开户结果', 'accounts')}.xlsx`;
    setBack({ blob: done, name });
    keep(done, name);
  };
  return (
    <Screen
      title={t('批量开账号', 'Accounts by sheet')}
      crumb={
        <>
          <Link to="/accounts">{t('账号', 'Accounts')}</Link> / {t('批量开账号', 'Accounts by sheet')}
        </>
      }
      sub={file ? file.name : t(`一张表最多 ${SHEET_ROWS} 行，xlsx 或 csv`, `At most ${SHEET_ROWS} rows, xlsx or csv`)}
      actions={preview && !back && <Button onClick={restart}>{t('换一张表', 'Another sheet')}</Button>}
    >
      <div className="wizard">
        <Steps at={step} preview={preview} />
        {back && preview ? (
          <Back preview={preview} name={back.name} onAgain={() => keep(back.blob, back.name)} onRestart={restart} />
        ) : preview ? (
          <>
            <SheetPreview preview={preview} />
            <div className="save-bar">
              <Button type="primary" loading={commit.busy} disabled={preview.good === 0} onClick={() => void send()}>
                {t(`提交 ${preview.good} 行`, `Commit ${preview.good} rows`)}
              </Button>
              <span className="sub">
                {preview.good === 0
                  ? t('没有一行可以开，请改好表再传', 'No row can be committed; correct the sheet and upload it again')
                  : t(
                      '提交前什么都没有写进去。初始密码只写在退回的这张表里，只给这一次，系统不另存；离开这一页就再也取不到，只能逐个重置。',
                      'Nothing is written before. The initial passwords stand only in the sheet that comes back, this once; nobody else keeps them. After leaving this page they can only be reset one by one.',
                    )}
              </span>
              <WriteProblem problem={commit.problem} />
            </div>
          </>
        ) : (
          <Choose
            onPreview={(f, p) => {
              setFile(f);
              setPreview(p);
            }}
          />
        )}
      </div>
    </Screen>
  );
};

/** Hands a file to the browser; the page keeps it while it stays open, the server does not. */
const keep = (blob: Blob, name: string) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const Steps = ({ at, preview }: { at: number; preview: Preview | null }) => {
  const t = useT();
  const steps = [
    [t('选表', 'Choose'), t('填好的空表', 'the template, filled in')],
    [t('核对', 'Check'), preview ? t(`${preview.rows.length} 行`, `${preview.rows.length} rows`) : t('逐行说明', 'row by row')],
    [t('提交', 'Commit'), t('提交前什么都不写', 'nothing is written before')],
    [t('取回', 'Take back'), t('带初始密码的表，只给一次', 'the sheet with passwords, once')],
  ];
  return (
    <ol className="loop" aria-label={t('步骤', 'Steps')}>
      {steps.map(([name, note], i) => (
        <li key={name} className={i < at ? 'd' : i === at ? 'n' : ''} aria-current={i === at ? 'step' : undefined}>
          <b>{name}</b>
          {note}
        </li>
      ))}
    </ol>
  );
};

const Choose = ({ onPreview }: { onPreview: (file: File, preview: Preview) => void }) => {
  const t = useT();
  const { lang } = useLang();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const fail = (problem: CallFailed) => setWrong(problem.body.text[lang]);
  const take = async (file: File | undefined) => {
    setWrong(null);
    if (!file) return;
    if (!/\.(xlsx|csv)$/i.test(file.name))
      return setWrong(
        t(`“${file.name}”不是 xlsx 或 csv。请在 WPS 里另存为 xlsx`, `“${file.name}” is neither xlsx nor csv; save it as xlsx first`),
      );
    if (file.size > LIMIT)
      return setWrong(
        t(
          `“${file.name}”有 ${(file.size / 1048576).toFixed(1)} MB，上限 5 MB。请拆成几张，或删去图片`,
          `“${file.name}” has ${(file.size / 1048576).toFixed(1)} MB; the limit is 5 MB. Split it, or remove pictures`,
        ),
      );
    setBusy(file.name);
    try {
      onPreview(file, await call(previewAccountSheet, { name: file.name }, { file, idempotencyKey: crypto.randomUUID() }));
    } catch (error) {
      fail(error as CallFailed);
    } finally {
      setBusy(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <p className="said">
        {t(
          '先下载空表，一人一行填好：登录名、姓名、手机、角色、辖区。',
          'Download the template and fill in one row per person: login, name, mobile, role, area.',
        )}{' '}
        <Button
          type="link"
          size="small"
          icon={<I n="dl" />}
          onClick={() => void download(accountSheetTemplate, {}, `${t('批量开账号', 'accounts')}.xlsx`).catch(fail)}
        >
          {t('下载空表', 'Download the template')}
        </Button>
      </p>
      <label
        className={`drop ${over ? 'over' : ''}`}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          type="file"
          className="vh"
          accept=".xlsx,.csv"
          disabled={busy !== null}
          onChange={(e) => {
            void take(e.target.files?.[0]);
            e.target.value = '';
          }}
        />
        {busy ? (
          <span role="status">{t(`正在读“${busy}”`, `Reading “${busy}”`)}</span>
        ) : (
          <>
            <b>{t('选一张填好的表', 'Choose the sheet')}</b>
            {t('，或者拖到这里。只是先看一遍，什么都不会写进去。', ' or drop it here. It is only read; nothing is written yet.')}
          </>
        )}
      </label>
      {wrong && (
        <p className="block-foot stt-no" role="alert">
          <G k="no" /> {wrong}
        </p>
      )}
    </>
  );
};

interface BackProps {
  readonly preview: Preview;
  readonly name: string;
  readonly onAgain: () => void;
  readonly onRestart: () => void;
}
const Back = ({ preview, name, onAgain, onRestart }: BackProps) => {
  const t = useT();
  return (
    <section className="block">
      <p className="said" role="status">
        <St k="ok">
          {t(
            `交上去的 ${preview.good} 行已办完，结果在退回的表里。`,
            `The ${preview.good} committed rows are done; the sheet that comes back says how.`,
          )}
        </St>
      </p>
      <p className="said">
        {t(
          `表已交给浏览器保存：${name}。里面有每个人的初始密码；没有开成的行写着失败原因，改好可以再传。`,
          `The sheet was handed to the browser: ${name}. It holds everyone’s initial password; rows that failed carry the reason and can be corrected and uploaded again.`,
        )}
      </p>
      <p className="said sub">
        {t(
          '请把密码逐个当面交给本人，交完删掉这个文件。离开这一页，就再也取不到这张表了。',
          'Hand each password over in person, then delete the file. After leaving this page the sheet cannot be had again.',
        )}
      </p>
      <div className="row gap12 wrap">
        <Button icon={<I n="dl" />} onClick={onAgain}>
          {t('浏览器没存上，再存一次', 'Not saved? Save it again')}
        </Button>
        <Button onClick={onRestart}>{t('再传一张', 'Another sheet')}</Button>
        <Link to="/accounts">{t('看账号', 'See the accounts')}</Link>
      </div>
    </section>
  );
};
