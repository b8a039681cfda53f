import { useEffect, useState } from 'react';
import type { ScreenData } from '#capabilities/indicators/contractScreens.ts';
import { Mark } from '#platform/web/marks.tsx';
import { Ridge } from '#platform/web/Ridge.tsx';
import { keepAsking, type Shown, type World } from './asking.ts';
import { FlowMap } from './FlowMap.tsx';
import { Retention } from './Retention.tsx';
import { useEased } from './useEased.ts';
import { instant, type Lang, LOOP, lengthOf, placeName, type Say, told } from './words.ts';

const browser: World = {
  fetch: (url, init) => fetch(url, init),
  store: localStorage,
  now: () => Date.now(),
  later: (work, ms) => {
    const timer = window.setTimeout(work, ms);
    return () => window.clearTimeout(timer);
  },
};

/** 大屏: the figures of an area in a hall; read-only, without an account, without anybody's data. */
export const BigScreen = ({ token, lang, world = browser }: { token: string; lang: Lang; world?: World }) => {
  const [shown, setShown] = useState<Shown>({ is: 'waiting' });
  const say: Say = (text) => text[lang];
  useEffect(() => {
    let stop = keepAsking(token, world, setShown);
    // the cable is back: no need to wait for the next turn
    const back = () => {
      stop();
      stop = keepAsking(token, world, setShown);
    };
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('online', back);
      stop();
    };
  }, [token, world]);
  const data = shown.is === 'waiting' || shown.is === 'ended' ? null : shown.data;
  useEffect(() => {
    document.title = `${data?.title ?? say({ zh: '大屏', en: 'Big screen' })} · ${say({ zh: '稳岗', en: 'Wengang' })}`;
  });
  if (data) return <Board data={data} say={say} silent={shown.is === 'lost' || shown.is === 'counting' ? shown.is : null} />;
  return (
    <main className="bs bs-only">
      <Mark s={64} inv />
      <h1>{say({ zh: '大屏', en: 'Big screen' })}</h1>
      <p role="status">
        {shown.is === 'ended'
          ? say(shown.text)
          : shown.is === 'lost'
            ? say({
                zh: '连不上服务器，正在重连；连上后自动显示',
                en: 'The server cannot be reached; it is tried again and shown by itself',
              })
            : shown.is === 'counting'
              ? say({
                  zh: '服务器还在统计，统计好后自动显示',
                  en: 'The server is still counting; it is shown by itself when it is done',
                })
              : say({ zh: '正在读取，第一次统计可能要几分钟', en: 'Being read; the first count may take minutes' })}
      </p>
    </main>
  );
};

const Board = ({ data, say, silent }: { data: ScreenData; say: Say; silent: 'lost' | 'counting' | null }) => (
  <main className="bs">
    {silent && (
      <p className="bs-lost" role="status">
        {say(
          silent === 'lost'
            ? {
                zh: `数据截至 ${instant(data.knownAt)}，网络断开；正在重连，连上后自动更新`,
                en: `As known at ${instant(data.knownAt)}: the network is lost; it is tried again and renewed by itself`,
              }
            : {
                zh: `数据截至 ${instant(data.knownAt)}，服务器还在统计新的数；统计好后自动更新`,
                en: `As known at ${instant(data.knownAt)}: the server is still counting; renewed by itself when it is done`,
              },
        )}
      </p>
    )}
    <header className="bs-head">
      <Mark s={52} inv />
      <h1>{data.title}</h1>
      <span className="bs-dim">
        {say(
          data.side === 'origin'
            ? { zh: `户籍在${data.areaName.zh}`, en: `Home in ${data.areaName.en}` }
            : { zh: `就业在${data.areaName.zh}`, en: `Work in ${data.areaName.en}` },
        )}
      </span>
      <div className="bs-when">
        <span>{say({ zh: `截至 ${data.asOf}`, en: `As of ${data.asOf}` })}</span>
        <span className="bs-dim">
          {say({ zh: `按 ${instant(data.knownAt)} 所知`, en: `as known at ${instant(data.knownAt)}` })}
          {data.frozen && say({ zh: `，已封账至 ${data.frozen}`, en: `, frozen to ${data.frozen}` })}
        </span>
      </div>
    </header>
    <div className="bs-body">
      <section aria-label={say({ zh: '四个数', en: 'Four figures' })} className="bs-numbers">
        {data.figures.map((f, i) => (
          <Big key={f.id} of={f} first={i === 0} say={say} />
        ))}
      </section>
      <section aria-label={say({ zh: '流向', en: 'Flows' })}>
        <FlowMap data={data} say={say} />
      </section>
      <div className="bs-side">
        <Places data={data} say={say} />
        <Retention data={data} say={say} />
        <Programmes data={data} say={say} />
      </div>
    </div>
    <div className="bs-ridge">
      <Ridge w={1920} h={190} lines={9} dark />
    </div>
    <Loop data={data} say={say} />
    <footer className="bs-foot">
      <span>
        {data.demonstration
          ? say({
              zh: '演示数据：按公开报道的总数生成，人员均为虚构',
              en: 'Demonstration data: made from published totals; all people are made up',
            })
          : say({ zh: '数据来自稳岗登记与核验，逐人去重', en: 'From the register and its verification, each person once' })}
      </span>
      <span>
        {say({
          zh: '每个数在工作台都能点开到人、到证据；不满 10 人写“<10”，“—”是免得推算出小数；每 5 分钟更新',
          en: 'Each number opens to its evidence in the workbench; under ten people: "<10"; "—" keeps such from being worked out; renewed every 5 minutes',
        })}
      </span>
    </footer>
  </main>
);

/** 万 with two decimals from ten thousand on; the exact count stands below. */
const Big = ({ of, first, say }: { of: ScreenData['figures'][number]; first: boolean; say: Say }) => {
  const known = typeof of.persons === 'number' ? of.persons : null;
  const shown = useEased(known);
  const large = (known ?? 0) >= 10_000;
  const zh = shown === null ? told(of.persons) : large ? (shown / 10_000).toFixed(2) : shown.toLocaleString('en-US');
  return (
    <div className={first ? 'bs-big bs-first' : 'bs-big'}>
      <h2>{say(of.name)}</h2>
      <p className="bs-count">
        {say({ zh, en: shown === null ? told(of.persons) : shown.toLocaleString('en-US') })}
        <span>{say({ zh: large && shown !== null ? '万人' : '人', en: 'people' })}</span>
      </p>
      <p className="bs-dim">
        {of.from === of.to
          ? say({ zh: `${of.to} 当天在岗`, en: `in post on ${of.to}` })
          : say({ zh: `${of.from} 至 ${of.to}，逐人去重`, en: `${of.from} to ${of.to}, each person once` })}
        {large && say({ zh: `，${told(of.persons)} 人`, en: '' })}
      </p>
    </div>
  );
};

const Head = ({ title, sub }: { title: string; sub: string }) => (
  <div className="bs-sec">
    <h2>{title}</h2>
    <span className="bs-dim">{sub}</span>
  </div>
);

const Places = ({ data, say }: { data: ScreenData; say: Say }) => {
  const most = Math.max(1, ...data.places.map((p) => lengthOf(p.persons)));
  return (
    <section aria-label={say({ zh: '人数最多的地方', en: 'Places with the most people' })}>
      <Head
        title={say(
          data.side === 'origin'
            ? { zh: '在岗最多的输入地', en: 'Where most of them work' }
            : { zh: '来人最多的输出地', en: 'Where most come from' },
        )}
        sub={say({ zh: '人', en: 'people' })}
      />
      <table className={say({ zh: 'bs-bars', en: 'bs-bars bs-bars-en' })}>
        <tbody>
          {data.places.map((p) => (
            <tr key={p.code}>
              <th scope="row">{p.code.length === 12 ? say(placeName(p.name)) : say(p.name)}</th>
              <td aria-hidden="true">
                <i style={{ width: `${(lengthOf(p.persons) / most) * 100}%` }} />
              </td>
              <td className="bs-right">{told(p.persons)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Programmes = ({ data, say }: { data: ScreenData; say: Say }) => (
  <section aria-label={say({ zh: '四项工程', en: 'Four projects' })}>
    <Head
      title={say({ zh: '四项工程帮助就业', en: 'Helped into work by project' })}
      sub={say({ zh: `${data.asOf.slice(0, 4)} 年以来，人`, en: `since ${data.asOf.slice(0, 4)}-01-01, people` })}
    />
    <dl className="bs-four">
      {data.programmes.map((p) => (
        <div key={p.key}>
          <dt className="bs-dim">{say(p.name)}</dt>
          <dd>{told(p.persons)}</dd>
        </div>
      ))}
    </dl>
  </section>
);

const Loop = ({ data, say }: { data: ScreenData; say: Say }) => (
  <ol aria-label={say({ zh: '一人一程', en: 'The way of one person' })} className="bs-loop">
    {LOOP.map(({ name, figure }, i) => {
      const of = data.figures.find((f) => f.id === figure);
      return (
        <li key={name.zh} className={`${i > 5 ? 'bs-sea' : 'bs-hill'}${of || name.zh === '计入' ? ' bs-counted' : ''}`}>
          <span>{say(name)}</span>
          <b>
            {of ? (
              told(of.persons)
            ) : name.zh === '计入' ? (
              say({ zh: `${data.figures.length} 项`, en: `${data.figures.length} figures` })
            ) : (
              <span className="bs-none">{say({ zh: '未统计', en: 'not counted' })}</span>
            )}
          </b>
        </li>
      );
    })}
  </ol>
);
