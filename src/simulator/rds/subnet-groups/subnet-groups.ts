import type { DBSubnetGroup, Tag } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { fault } from '../faults';
import { identifierIn } from '../find';
import { zones } from '../zones';

export const DEFAULT_GROUP = 'default';

export interface SubnetGroup {
  readonly shape: DBSubnetGroup;
  TagList: Tag[];
}

interface Place {
  readonly zone: string;
  readonly vpc: string;
}

/** The DB subnet groups of the account: in which zones the instances of a cluster may be. */
export class SubnetGroups {
  private known?: Map<string, SubnetGroup>;
  private readonly places = new Map<string, Place>();
  private vpc = 'vpc-simulated';

  constructor(private readonly account: SimulatedAccount) {}

  get groups(): Map<string, SubnetGroup> {
    if (!this.known) {
      this.known = new Map();
      this.adoptName(DEFAULT_GROUP);
    }
    return this.known;
  }

  find(name: string): SubnetGroup {
    const group = this.groups.get(identifierIn(name));
    if (!group) throw fault('DBSubnetGroupNotFoundFault', `DB subnet group '${name}' does not exist.`);
    return group;
  }

  /** In which zones an instance of a cluster with this group may be. */
  zonesOf(name: string | undefined): string[] {
    const subnets = this.groups.get(name ?? DEFAULT_GROUP)?.shape.Subnets ?? [];
    return [...new Set(subnets.map(({ SubnetAvailabilityZone }) => SubnetAvailabilityZone!.Name!))];
  }

  /** A group that was there before the simulation began, as an instance shows it. */
  adopt(shape: DBSubnetGroup | undefined): void {
    if (!shape?.DBSubnetGroupName) return;
    this.vpc = shape.VpcId ?? this.vpc;
    for (const { SubnetIdentifier, SubnetAvailabilityZone } of shape.Subnets ?? []) {
      if (SubnetAvailabilityZone?.Name) this.places.set(SubnetIdentifier!, { zone: SubnetAvailabilityZone.Name, vpc: this.vpc });
    }
    this.groups.set(shape.DBSubnetGroupName, { shape: { DBSubnetGroupArn: this.account.arn('subgrp', shape.DBSubnetGroupName), ...shape }, TagList: [] });
  }

  /** A group of which only the name is known: one subnet in each zone. */
  adoptName(name: string | undefined, inZones = zones(this.account)): void {
    if (!name || this.groups.has(name)) return;
    const subnets = inZones.map((zone) => {
      const subnet = `subnet-${name}-${zone}`;
      this.places.set(subnet, { zone, vpc: this.vpc });
      return subnet;
    });
    this.groups.set(name, { shape: this.describe(name, name, subnets), TagList: [] });
  }

  /** EC2 is not modelled: a subnet that nobody has seen before lies in the VPC, in the zone after the last one. */
  placeOf(subnet: string): Place {
    const known = this.places.get(subnet);
    if (known) return known;
    const names = zones(this.account);
    const place = { zone: names[this.places.size % names.length], vpc: this.vpc };
    this.places.set(subnet, place);
    return place;
  }

  describe(name: string, description: string, subnets: string[]): DBSubnetGroup {
    return {
      DBSubnetGroupName: name,
      DBSubnetGroupDescription: description,
      DBSubnetGroupArn: this.account.arn('subgrp', name),
      VpcId: this.placeOf(subnets[0]).vpc,
      SubnetGroupStatus: 'Complete',
      SupportedNetworkTypes: ['IPV4'],
      Subnets: subnets.map((subnet) => ({
        SubnetIdentifier: subnet, SubnetAvailabilityZone: { Name: this.placeOf(subnet).zone }, SubnetOutpost: {}, SubnetStatus: 'Active',
      })),
    };
  }
}
