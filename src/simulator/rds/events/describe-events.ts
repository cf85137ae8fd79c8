import type { DescribeEventsMessage, EventsMessage } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { invalidParameterCombination } from '../faults';
import { identifierIn, page } from '../find';

const MINUTE_MILLIS = 60_000;
const DEFAULT_MINUTES = 60;
const KEPT_MILLIS = 14 * 24 * 60 * MINUTE_MILLIS;

/** The events of the last hour, or of another span of the last 14 days. */
export const describeEvents = operation<DescribeEventsMessage, EventsMessage>(
  ['SourceIdentifier', 'SourceType', 'StartTime', 'EndTime', 'Duration', 'EventCategories', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { SourceIdentifier: source, SourceType: type, EventCategories: categories } = input;
    if (source !== undefined && type === undefined) throw invalidParameterCombination('SourceIdentifier is valid only with SourceType.');
    const [from, to] = span(account, input);
    const events = account.events.events
      .filter(({ Date: date }) => date.getTime() >= from && date.getTime() <= to)
      .filter(({ SourceType }) => (type ?? SourceType) === SourceType)
      .filter(({ SourceIdentifier }) => source === undefined || identifierIn(source) === SourceIdentifier)
      .filter(({ EventCategories }) => !categories?.length || EventCategories!.some((category) => categories.includes(category)));
    const { items, Marker } = page(events, input);
    return { Marker, Events: items.map(({ EventID, ...event }) => event) };
  },
);

function span(account: SimulatedAccount, { StartTime, EndTime, Duration }: DescribeEventsMessage): [from: number, to: number] {
  if (StartTime && EndTime && Duration !== undefined) throw notSimulated('rds:DescribeEvents with StartTime, EndTime and Duration');
  const now = account.clock.now;
  const millis = (Duration ?? DEFAULT_MINUTES) * MINUTE_MILLIS;
  const lastlyUntil = StartTime && Duration !== undefined ? StartTime.getTime() + millis : now;
  const to = EndTime?.getTime() ?? lastlyUntil;
  const from = StartTime?.getTime() ?? to - millis;
  if (from > to) throw invalidParameterCombination('The end time must be after the start time.');
  return [Math.max(from, now - KEPT_MILLIS), to];
}
