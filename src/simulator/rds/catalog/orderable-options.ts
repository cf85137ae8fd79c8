import type { DescribeOrderableDBInstanceOptionsMessage, OrderableDBInstanceOption, OrderableDBInstanceOptionsMessage } from '@aws-sdk/client-rds';
import { operation } from '../../wire/service';
import { required } from '../faults';
import { page, type PageSizes } from '../find';
import { PROVISIONED_CLASSES, SERVERLESS } from '../instance-classes';
import { zones } from '../zones';
import { offersServerless } from './capacity-limits';
import { enginesIn, isDeprecated } from './describe-engine-versions';
import { versionsOf } from './engine-versions';

const PAGE_SIZES: PageSizes = { smallest: 20, usual: 100, largest: 1000 };

/** What can be created: `db.serverless` where the version has it; which version has which provisioned class is not modelled. */
export const describeOrderableDBInstanceOptions = operation<DescribeOrderableDBInstanceOptionsMessage, OrderableDBInstanceOptionsMessage>(
  ['Engine', 'EngineVersion', 'DBInstanceClass', 'Vpc', 'MaxRecords', 'Marker'],
  (account, input) => {
    const [engine] = enginesIn(required(input.Engine, 'Engine'));
    const AvailabilityZones = zones(account).map((Name) => ({ Name }));
    const classes = (version: string) => [...offersServerless(engine, version) ? [SERVERLESS] : [], ...PROVISIONED_CLASSES];
    const options = versionsOf(engine)
      .filter((version) => (input.EngineVersion ?? version) === version && !isDeprecated(account.profile, version))
      .flatMap((version) => classes(version).map((DBInstanceClass): OrderableDBInstanceOption => ({
        Engine: engine,
        EngineVersion: version,
        DBInstanceClass,
        AvailabilityZones,
        // There is nothing outside a VPC any more.
        Vpc: true,
        StorageType: 'aurora',
        SupportsStorageEncryption: true,
        SupportedEngineModes: ['provisioned'],
      })))
      .filter((option) => (input.DBInstanceClass ?? option.DBInstanceClass) === option.DBInstanceClass && (input.Vpc ?? true) === option.Vpc);
    const { items, Marker } = page(options, input, PAGE_SIZES);
    return { Marker, OrderableDBInstanceOptions: items };
  },
);
