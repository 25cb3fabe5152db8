"""The order service of examples/orders in Python: three functions over a table, exchange rates from a partner, and two stages."""

from pathlib import Path

from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from cdk_stagecraft import Authorizer, Integration, RestApi
from constructs import Construct

HANDLERS = Path(__file__).parent / "handlers"


class OrdersStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        table = dynamodb.Table(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="orderId", type=dynamodb.AttributeType.STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(point_in_time_recovery_enabled=True),
        )
        list_orders = self.handler("ListOrders", "list_orders", table)
        get_order = self.handler("GetOrder", "get_order", table)
        create_order = self.handler("CreateOrder", "create_order", table)
        table.grant_read_data(list_orders)
        table.grant_read_data(get_order)
        table.grant_write_data(create_order)

        api = RestApi(self, "Api", rest_api_name="Orders", authorizer=Authorizer.iam())
        api.add_route("GET /orders", Integration.lambda_function(list_orders))
        api.add_route("POST /orders", Integration.lambda_function(create_order))
        api.add_route("GET /orders/{orderId}", Integration.lambda_function(get_order))
        api.add_route("GET /rates", Integration.http_proxy("https://${stageVariables.ratesHost}/v1/rates"))
        api.add_route("GET /health", Integration.mock(body={"ok": True}), authorizer=Authorizer.none())

        dev = api.add_stage("dev", variables={"ratesHost": "rates.dev.example.com"})
        prod = api.add_stage(
            "prod",
            variables={"ratesHost": "rates.example.com"},
            throttle=apigateway.ThrottleSettings(rate_limit=500, burst_limit=200),
        )

        CfnOutput(self, "DevUrl", value=dev.url)
        CfnOutput(self, "ProdUrl", value=prod.url)

    def handler(self, construct_id: str, module: str, table: dynamodb.ITable) -> lambda_.Function:
        return lambda_.Function(
            self,
            construct_id,
            code=lambda_.Code.from_asset(str(HANDLERS)),
            handler=f"{module}.handler",
            runtime=lambda_.Runtime.PYTHON_3_14,
            environment={"TABLE_NAME": table.table_name},
        )


app = App()
OrdersStack(app, "Orders")
app.synth()
