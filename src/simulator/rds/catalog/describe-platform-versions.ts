import type { DescribeServerlessV2PlatformVersionsMessage, ServerlessV2PlatformVersionsMessage } from '@aws-sdk/client-rds';
import { operation } from '../../wire/service';
import { page, type PageSizes } from '../find';
import { enginesIn } from './describe-engine-versions';
import { platformVersionsUpTo } from './platform-versions';

const PAGE_SIZES: PageSizes = { smallest: 1, usual: 20, largest: 200 };

/** The versions of the platform under Serverless v2; all of them are in use, so IncludeAll adds none. */
export const describeServerlessV2PlatformVersions = operation<DescribeServerlessV2PlatformVersionsMessage, ServerlessV2PlatformVersionsMessage>(
  ['ServerlessV2PlatformVersion', 'Engine', 'DefaultOnly', 'IncludeAll', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { newestPlatformVersion } = account.profile;
    const known = platformVersionsUpTo(newestPlatformVersion);
    const versions = enginesIn(input.Engine).flatMap((Engine) => known.map(({ version, description, limits }) => ({
      Engine,
      ServerlessV2PlatformVersion: version,
      ServerlessV2PlatformVersionDescription: description,
      ServerlessV2FeaturesSupport: { MinCapacity: limits.lowest, MaxCapacity: limits.highest },
      Status: 'enabled',
      IsDefault: version === newestPlatformVersion,
    })));
    const { items, Marker } = page(versions
      .filter((shape) => (input.ServerlessV2PlatformVersion ?? shape.ServerlessV2PlatformVersion) === shape.ServerlessV2PlatformVersion)
      .filter((shape) => !input.DefaultOnly || shape.IsDefault), input, PAGE_SIZES);
    return { Marker, ServerlessV2PlatformVersions: items };
  },
);
