// Labour stations 劳务站: three levels, and which serves which host area for which origin. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Day, endpoint, Id, line, named, TextOut } from '#platform/contract.ts';
import {
  closedAlready,
  endBeforeStart,
  mergedAlready,
  notAStation,
  outsideArea,
  PlaceText,
  READ,
  Ref,
  reason,
  Service,
  StationLevel,
  serviceRefused,
  serviceTwice,
  unknownPlace,
  WRITE,
} from './contractShapes.ts';

export const Station = z.object({
  id: Id,
  name: z.string(),
  level: StationLevel,
  above: Ref.nullable(),
  placeCode: z.string(),
  place: TextOut,
  from: z.object({ code: z.string(), text: TextOut }).nullable(),
  staff: z.int(),
});
export type Station = z.infer<typeof Station>;
export const listStations = endpoint({
  id: 'organisations.listStations',
  method: 'GET',
  path: '/stations',
  can: READ,
  summary: { zh: '劳务站：三级，和各站为谁服务哪里', en: 'Labour stations: three levels, and who serves where for whom' },
  input: z.object({ asOf: Day.optional() }),
  /** All that are in business: a few hundred at most. */
  output: z.object({ asOf: Day, stations: z.array(Station), services: z.array(Service) }),
});
export const listStationsFor = endpoint({
  id: 'organisations.listStationsFor',
  method: 'GET',
  path: '/stations/serving',
  can: READ,
  summary: { zh: '某地的人在某地务工，由哪个站服务', en: 'Which stations serve people of one place who work in another' },
  input: z.object({ host: PlaceText, origin: PlaceText, asOf: Day.optional() }),
  output: z.object({ asOf: Day, items: z.array(Service) }),
  problems: [unknownPlace],
});
export const addService = endpoint({
  id: 'organisations.addService',
  method: 'POST',
  path: '/organisations/:id/services',
  can: WRITE,
  summary: { zh: '登记劳务站服务哪里、为谁服务', en: 'Enter which host area a station serves, for which origin' },
  input: z.object({
    id: Id,
    host: named(line(80), '服务的地方', 'Host area'),
    origin: named(line(80), '为哪里的人服务', 'Origin'),
    fromDay: named(Day, '从哪天起', 'First day'),
    toDay: named(Day.nullable().default(null), '到哪天止', 'Last day'),
    source: named(line(200), '依据', 'Source'),
  }),
  output: Service,
  problems: [outsideArea, unknownPlace, notAStation, serviceTwice, serviceRefused, endBeforeStart, closedAlready, mergedAlready],
});
export const endService = endpoint({
  id: 'organisations.endService',
  method: 'POST',
  path: '/organisations/:id/services/:serviceId/end',
  can: WRITE,
  summary: {
    zh: '结束劳务站的一项服务；不写日期就是登记错了，撤销',
    en: 'End a service; without a day it was entered by mistake and goes',
  },
  input: z.object({ id: Id, serviceId: Id, toDay: named(Day.nullable(), '最后一天', 'Last day'), reason }),
  output: z.object({}),
  problems: [outsideArea, endBeforeStart, serviceTwice],
});
