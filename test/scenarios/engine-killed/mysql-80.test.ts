import { killAtAnyCall } from '../../support/killed-engine';

killAtAnyCall('mysql-80');
