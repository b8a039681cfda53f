import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { Picture } from '#platform/web/charts/Picture.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readFigureTable } from '../../contractFigures.ts';
import { askOf, type Catalogue, questionOf, useAsk } from '../useAsk.ts';
import { levelOf } from './levels.ts';
import { hostsPicture } from './shapes.ts';
import './pictures.css';

const FIGURE = 'I07';
/** What waits for the reader comes first: a figure may have to be computed. */
const REST_MS = 600;
const useRested = (): boolean => {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(true), REST_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return rested;
};
/** One picture for the home page: where those of my area work, or who works in it. One run that everybody shares; silent where nobody is counted. */
export const HomePlaces = () => {
  const { catalogue, today } = useAsk();
  return catalogue.data && today ? <Places catalogue={catalogue.data} today={today} /> : <Loading rows={4} />;
};

const Places = ({ catalogue, today }: { catalogue: Catalogue; today: string }) => {
  const t = useT();
  // what stands in the address is the home page's, not a question
  const ask = askOf({}, catalogue, today);
  const figure = catalogue.figures.find((f) => f.id === FIGURE)!;
  const offered = catalogue.dimensions.map((d) => d.id);
  const rested = useRested();
  const read = useRead(
    readFigureTable,
    { ...questionOf(ask, figure, undefined), by: [levelOf('host', ask, offered), 'people'] },
    { enabled: rested },
  );
  // a question that is refused is told on the dashboard; the home page has enough to say
  if (read.error) return null;
  if (!read.data) return <Loading rows={4} />;
  const picture = hostsPicture(read.data, 5, ask.where);
  if (picture.categories.length === 0) return null;
  const named = {
    ...picture,
    title:
      ask.side === 'origin'
        ? { zh: '在粤务工脱贫人口，在哪里', en: 'Ex-poor at work in Guangdong: where' }
        : { zh: '在本地务工的脱贫人口', en: 'Ex-poor at work here' },
  };
  return (
    <section>
      <Picture picture={named} height={34 + 30 * picture.categories.length} file={`places-${read.data.asOf}`} />
      <p className="s13">
        <Link to="/dashboard">{t('看板：从哪里来，到哪里去', 'Dashboard: from where, to where')}</Link>
      </p>
    </section>
  );
};
