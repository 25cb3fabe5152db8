"""What the functions have in common."""

import json
import os
from decimal import Decimal

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def answer(status_code: int, body: dict) -> dict:
    return {"statusCode": status_code, "body": json.dumps(body, default=plain_number)}


def plain_number(number: Decimal) -> int | float:
    """DynamoDB gives every number as a Decimal, which JSON does not know."""
    return int(number) if number == number.to_integral_value() else float(number)
