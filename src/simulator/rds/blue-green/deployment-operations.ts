import type { DescribeBlueGreenDeploymentsRequest, DescribeBlueGreenDeploymentsResponse } from '@aws-sdk/client-rds';
import { operation } from '../../wire/service';
import { page, selected } from '../find';
import { createBlueGreenDeployment } from './create-deployment';
import { deleteBlueGreenDeployment } from './delete-deployment';
import { switchoverBlueGreenDeployment } from './switchover';

const describeBlueGreenDeployments = operation<DescribeBlueGreenDeploymentsRequest, DescribeBlueGreenDeploymentsResponse>(
  ['BlueGreenDeploymentIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { BlueGreenDeploymentIdentifier: identifier } = input;
    const deployments = identifier ? [account.blueGreenDeployments.find(identifier)] : account.blueGreenDeployments.all;
    const { items, Marker } = page(selected(deployments.map(({ shape }) => shape), input.Filters, {
      'blue-green-deployment-identifier': (shape) => shape.BlueGreenDeploymentIdentifier,
      'blue-green-deployment-name': (shape) => shape.BlueGreenDeploymentName,
      'source': (shape) => shape.Source,
      'target': (shape) => shape.Target,
    }), input);
    return { Marker, BlueGreenDeployments: items };
  },
);

export const BLUE_GREEN_OPERATIONS = {
  CreateBlueGreenDeployment: createBlueGreenDeployment,
  DeleteBlueGreenDeployment: deleteBlueGreenDeployment,
  DescribeBlueGreenDeployments: describeBlueGreenDeployments,
  SwitchoverBlueGreenDeployment: switchoverBlueGreenDeployment,
};
