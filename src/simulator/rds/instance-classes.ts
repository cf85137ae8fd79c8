const MEMORY_GIB_BY_SIZE: Record<string, Record<string, number>> = {
  t: { small: 2, medium: 4, large: 8, xlarge: 16 },
  r: { 'large': 16, 'xlarge': 32, '2xlarge': 64, '4xlarge': 128, '8xlarge': 256, '12xlarge': 384, '16xlarge': 512, '24xlarge': 768 },
  x: { 'large': 32, 'xlarge': 64, '2xlarge': 128, '4xlarge': 256, '8xlarge': 512, '12xlarge': 768, '16xlarge': 1024 },
};

export const SERVERLESS = 'db.serverless';

const UP_TO_16XLARGE = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';
const UP_TO_24XLARGE = `${UP_TO_16XLARGE} 24xlarge`;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Types.html */
export const PROVISIONED_CLASSES: readonly string[] = Object.entries({
  t3: 'small medium large',
  t4g: 'medium large',
  r5: UP_TO_24XLARGE,
  r6g: UP_TO_16XLARGE,
  r6i: UP_TO_24XLARGE,
  r7g: UP_TO_16XLARGE,
  r7i: UP_TO_24XLARGE,
  r8g: UP_TO_24XLARGE,
  x2g: UP_TO_16XLARGE,
}).flatMap(([family, sizes]) => sizes.split(' ').map((size) => `db.${family}.${size}`));

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Summary.html */
export function memoryGib(instanceClass: string): number | undefined {
  const [, family, size] = instanceClass.split('.');
  return MEMORY_GIB_BY_SIZE[family?.[0] ?? '']?.[size ?? ''];
}

export function isBurstable(instanceClass: string): boolean {
  return /^db\.t\d/.test(instanceClass);
}
