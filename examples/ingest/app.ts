import { App } from 'aws-cdk-lib';
import { IngestStack } from './ingest-stack';

const app = new App();
new IngestStack(app, 'Ingest');
