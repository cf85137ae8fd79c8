import { killAtAnyCall } from '../../support/killed-engine';

killAtAnyCall('sample-cluster');
