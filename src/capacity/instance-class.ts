export const SERVERLESS_CLASS = 'db.serverless';

const GIB_PER_ACU = 2;
const VCPUS_OF_LARGE = 2;

/** Memory in GiB of the classes that Aurora and RDS offer. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Summary.html */
const LARGE_GIB: Record<string, number> = { t: 8, m: 8, r: 16, x: 32 };
const SIZES_RELATIVE_TO_LARGE: Record<string, number> = {
  'small': 1 / 4, 'medium': 1 / 2, 'large': 1, 'xlarge': 2, '2xlarge': 4, '4xlarge': 8, '8xlarge': 16, '12xlarge': 24, '16xlarge': 32, '24xlarge': 48, '32xlarge': 64,
};

/** The ACUs with as much memory as a provisioned class has; undefined for a class that is not known. */
export function equivalentAcu(instanceClass: string): number | undefined {
  const [, family = '', size = ''] = instanceClass.split('.');
  const large = LARGE_GIB[family[0]];
  const factor = SIZES_RELATIVE_TO_LARGE[size];
  return large !== undefined && factor !== undefined ? large * factor / GIB_PER_ACU : undefined;
}

/** Small classes have as many as large ones: they differ in memory. */
export function vcpus(instanceClass: string): number | undefined {
  const [, family = '', size = ''] = instanceClass.split('.');
  const factor = SIZES_RELATIVE_TO_LARGE[size];
  return LARGE_GIB[family[0]] !== undefined && factor !== undefined ? VCPUS_OF_LARGE * Math.max(1, factor) : undefined;
}
