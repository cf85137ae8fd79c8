/** An ACU for an hour in us-east-1; other Regions differ. @see https://aws.amazon.com/rds/aurora/pricing/ */
const ACU_HOUR_USD = { standard: 0.12, ioOptimized: 0.156 };

export function acuHourUsd(storageType: string | undefined): number {
  return storageType === 'aurora-iopt1' ? ACU_HOUR_USD.ioOptimized : ACU_HOUR_USD.standard;
}
