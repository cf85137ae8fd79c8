/** Prices in USD, of one Region on one day. */
export interface Prices {
  /** `2026-08-31` */
  readonly asOf: string;
  readonly region: string;
  readonly acuHour: { readonly standard: number; readonly ioOptimized: number };
  /** Of each vCPU of a provisioned instance, beside the price of the instance. Not known, if absent. */
  readonly extendedSupportVcpuHour?: { readonly firstTwoYears: number; readonly thirdYear: number };
  /** Of provisioned instances, by class. A class that is not in it has no known price. */
  readonly instanceHour?: Readonly<Record<string, number>>;
}

/** What instances cost depends on class, Region, storage and contract: nobody but you knows. @see https://aws.amazon.com/rds/aurora/pricing/ */
export const PRICES: Prices = {
  asOf: '2026-08-31',
  region: 'us-east-1',
  acuHour: { standard: 0.12, ioOptimized: 0.156 },
  extendedSupportVcpuHour: { firstTwoYears: 0.1, thirdYear: 0.2 },
};

export function acuHourUsd({ acuHour }: Prices, storageType: string | undefined): number {
  return storageType === 'aurora-iopt1' ? acuHour.ioOptimized : acuHour.standard;
}

/** Of several instances together; nothing when the price of any is not known. */
export function instancesHourUsd({ instanceHour = {} }: Prices, instanceClasses: readonly string[]): number | undefined {
  const prices = instanceClasses.map((instanceClass) => instanceHour[instanceClass]);
  return prices.every((price) => price !== undefined) ? prices.reduce((sum, price) => sum + price, 0) : undefined;
}
