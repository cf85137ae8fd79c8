/**
 * Free IP addresses that an RDS Proxy wants in its subnets, by the maximum of the range: AWS's table by class of the
 * writer, with the ACUs that have as much memory as the class.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-network-prereqs.html
 */
const ADDRESSES: readonly (readonly [upToAcu: number, addresses: number])[] = [[16, 10], [32, 15], [64, 25], [128, 45], [192, 60], [256, 75]];

/** AWS keeps five addresses of each subnet. */
const RESERVED_PER_SUBNET = 5;

export function proxyAddresses(maxAcu: number): number {
  return (ADDRESSES.find(([upTo]) => maxAcu <= upTo) ?? ADDRESSES[ADDRESSES.length - 1])[1];
}

/** `10.0.0.0/28` has 11 addresses for resources; undefined for what is no CIDR block. */
export function usableAddresses(cidr: string): number | undefined {
  const prefix = /^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(cidr)?.[1];
  return prefix === undefined ? undefined : Math.max(0, 2 ** (32 - Number(prefix)) - RESERVED_PER_SUBNET);
}
