import type { Prices } from '../../capacity/prices';
import { readJson } from '../state-files';

const EXAMPLE = '{ "asOf": "2026-11-21", "region": "eu-west-1", "acuHour": { "standard": 0.14, "ioOptimized": 0.18 }, "instanceHour": { "db.r6g.large": 0.31 } }';

/** A price list of the user's own: whatever it leaves out is not known. */
export function readPrices(file: string, problems: string[]): Prices | undefined {
  const content = readJson(file, problems) as Partial<Prices> | undefined;
  if (content === undefined) return undefined;
  const { asOf, region, acuHour, extendedSupportVcpuHour: extended, instanceHour = {} } = content;
  const numbers = [
    acuHour?.standard, acuHour?.ioOptimized, ...(extended ? [extended.firstTwoYears, extended.thirdYear] : []), ...Object.values(instanceHour),
  ];
  const isPriceList = typeof asOf === 'string' && typeof region === 'string' && numbers.every((number) => typeof number === 'number' && number >= 0);
  if (isPriceList) return content as Prices;
  problems.push(`${file} is no price list in USD. One looks like this: ${EXAMPLE}. extendedSupportVcpuHour with firstTwoYears and thirdYear may be in it, too.`);
  return undefined;
}
