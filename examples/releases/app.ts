import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';

const app = new App();
new ShopStack(app, 'Shop-dev');
new ShopStack(app, 'Shop-prod');
